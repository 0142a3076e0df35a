// Passkeys: a form with data-passkey fetches what the browser needs, asks the device and sends its answer with the form.
type Json = Record<string, unknown>;

const known = window.isSecureContext && "PublicKeyCredential" in window;

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function described(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list as Json[] | undefined) ?? []).map((one) => ({ type: "public-key", id: bytes(one["id"] as string) }));
}

async function make(options: Json): Promise<Json> {
  const user = options["user"] as Json;
  const publicKey = {
    ...options,
    challenge: bytes(options["challenge"] as string),
    user: { ...user, id: bytes(user["id"] as string) },
    excludeCredentials: described(options["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return said(made, { attestationObject: text(answer.attestationObject), clientDataJSON: text(answer.clientDataJSON) });
}

async function prove(options: Json): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: bytes(options["challenge"] as string),
    allowCredentials: described(options["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const answer = found.response as AuthenticatorAssertionResponse;
  return said(found, {
    authenticatorData: text(answer.authenticatorData),
    clientDataJSON: text(answer.clientDataJSON),
    signature: text(answer.signature),
    userHandle: answer.userHandle ? text(answer.userHandle) : null,
  });
}

function said(one: PublicKeyCredential, response: Json): Json {
  return { id: one.id, rawId: text(one.rawId), type: one.type, response, clientExtensionResults: {} };
}

async function ask(form: HTMLFormElement): Promise<void> {
  const fault = form.querySelector<HTMLElement>(".fault");
  try {
    const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(form.dataset["options"] ?? "", { method: "POST", headers: { "X-CSRFToken": token } });
    const options = ((await answer.json()) as Json)["publicKey"] as Json;
    const proof = form.dataset["passkey"] === "create" ? await make(options) : await prove(options);
    const field = form.querySelector<HTMLInputElement>("[name=passkey]");
    if (field !== null) {
      field.value = JSON.stringify(proof);
    }
    form.submit();
  } catch {
    if (fault !== null) {
      fault.hidden = false;
      fault.textContent = form.dataset["failed"] ?? "";
    }
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  form.hidden = !known;
  form.querySelector("button[type=button]")?.addEventListener("click", () => void ask(form));
}
if (known) {
  document.querySelectorAll<HTMLElement>(".no-passkeys").forEach((note) => (note.hidden = true));
}

// A button prints the page it stands on.
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
