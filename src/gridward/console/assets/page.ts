// Small comforts for pages that work without them.
import htmx from "htmx.org";

// An answer 304 says that nothing moved: what is shown stays.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "304", swap: false },
  { code: "[23]..", swap: true },
  { code: "[45]..", swap: false, error: true },
];

document.documentElement.classList.add("scripted");

// A choice in a filter form sends the form.
document.addEventListener("change", (event) => {
  const field = event.target as HTMLElement;
  if (!field.matches("[data-goes], .picker input")) {
    field.closest<HTMLFormElement>("form[data-submit-on-change]")?.requestSubmit();
  }
});

/** How long a form that was sent counts as on its way, in milliseconds: a preview takes its time, a page does not. */
const SENT = 4000;
const RECKONED = 120000;

// A form is sent once, however often its button is tapped, and says that it is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  const reckons = button?.getAttribute("name") === "preview";
  if (event.defaultPrevented || (form.method !== "post" && !reckons)) {
    return;
  }
  if (form.dataset["sent"] !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset["sent"] = "";
  button?.classList.add("busy");
  const done = (): void => {
    delete form.dataset["sent"];
    button?.classList.remove("busy");
  };
  window.setTimeout(done, reckons ? RECKONED : SENT);
  window.addEventListener("pageshow", done, { once: true });
});

// An item brings the unit in which it is counted, unless another was chosen.
document.addEventListener("change", (event) => {
  const item = event.target as HTMLSelectElement;
  const unit = item.matches("select[name$='.item']")
    ? item.form?.querySelector<HTMLSelectElement>(`select[name="${item.name.replace(/item$/, "unit")}"]`)
    : null;
  if (unit !== null && unit !== undefined && unit.value === "") {
    unit.value = item.selectedOptions[0]?.dataset["unit"] ?? "";
  }
});

// What is to go into a group chat is copied as it stands. The newer way needs a secure address, which a node in a local
// network does not have; where copying is not allowed, the words stay open to be copied by hand.
document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-copied]");
  const text = button?.parentElement?.querySelector<HTMLTextAreaElement>("textarea");
  if (button !== null && button !== undefined && text !== null && text !== undefined) {
    text.hidden = false;
    text.select();
    text.hidden = document.execCommand("copy");
    button.textContent = text.hidden ? (button.dataset["copied"] ?? "") : button.textContent;
  }
});

// A choice of a place to go goes there.
document.addEventListener("change", (event) => {
  const choice = event.target as HTMLSelectElement;
  if (choice.matches("select[data-goes]")) {
    window.location.assign(choice.value);
  }
});

// A live part is not redrawn under the hands of somebody who is choosing in it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.target as HTMLElement;
  const active = document.activeElement;
  if (part.id === "live" && active !== null && part.contains(active) && active.matches("select, input.box")) {
    (event as CustomEvent<{ shouldSwap: boolean }>).detail.shouldSwap = false;
  } else if (part.id === "live" && [...part.querySelectorAll<HTMLInputElement>("input.box")].some(begun)) {
    (event as CustomEvent<{ shouldSwap: boolean }>).detail.shouldSwap = false;
  } else if (part.id === "live") {
    folds = new Map([...part.querySelectorAll<HTMLDetailsElement>("details")].map((one) => [nameOf(one), one.open]));
    unfolded = [...part.querySelectorAll<HTMLInputElement>(".fold-key:checked")].map((one) => one.id);
  }
});

/** Whether somebody has written into a field. */
function begun(field: HTMLInputElement): boolean {
  return field.value !== field.defaultValue;
}

// What somebody unfolded stays unfolded when the part is drawn anew.
let folds = new Map<string, boolean>();
let unfolded: string[] = [];

/** What a fold is called, without the numbers that move. */
function nameOf(fold: HTMLDetailsElement): string {
  const where = fold.closest("form")?.action ?? fold.closest("section")?.querySelector("h2")?.textContent ?? "";
  return `${where} ${fold.querySelector("summary")?.textContent ?? ""}`.replaceAll(/\d+/g, "");
}

document.addEventListener("htmx:afterSettle", () => {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("#live details")) {
    fold.open = folds.get(nameOf(fold)) ?? fold.open;
  }
  for (const key of document.querySelectorAll<HTMLInputElement>("#live .fold-key")) {
    key.checked ||= unfolded.includes(key.id);
  }
  folds.clear();
  unfolded = [];
});

// What was asked and had not moved is as fresh as what was drawn anew.
document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, elt } = (event as CustomEvent<{ xhr: XMLHttpRequest; elt: HTMLElement }>).detail;
  if (xhr.status === 304) {
    elt.querySelectorAll<HTMLTimeElement>("time[data-ago]").forEach((shown) => (shown.dateTime = new Date().toISOString()));
  }
});

/** Seconds in which a page is as good as just made: nobody is helped by a number that ticks. */
const FRESH = 15;

/** "30 seconds ago", in the language of the page; `just` while it is fresh. */
function ago(moment: number, language: string, just: string): string {
  const seconds = Math.round((Date.now() - moment) / 1000);
  if (seconds < FRESH) {
    return just;
  }
  const words = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  if (seconds < 60) {
    return words.format(-seconds, "second");
  }
  return seconds < 3600 ? words.format(-Math.floor(seconds / 60), "minute") : words.format(-Math.floor(seconds / 3600), "hour");
}

function tellAges(): void {
  for (const shown of document.querySelectorAll<HTMLTimeElement>("time[data-ago]")) {
    shown.textContent = ago(Date.parse(shown.dateTime), document.documentElement.lang || "zh", shown.dataset["ago"] ?? "");
  }
}

setInterval(tellAges, 1000);
htmx.onLoad(tellAges);

// A choice from a search fills the field it belongs to.
document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-pick]");
  const field = button?.closest(".picker")?.querySelector<HTMLInputElement>("input.box");
  if (button !== null && button !== undefined && field !== null && field !== undefined) {
    const many = field.dataset["many"] === "1";
    const before = many ? field.value.split(/[\s,、]+/).slice(0, -1) : [];
    field.value = [...before, button.value].join(" ") + (many ? " " : "");
    const list = button.closest(".picked");
    if (list !== null) {
      list.textContent = "";
    }
    field.focus();
  }
});

// Escape or leaving closes an open search list.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll(".picked").forEach((list) => (list.textContent = ""));
  }
});

// A stroke is the shortest way to the search.
document.addEventListener("keydown", (event) => {
  const typing = (event.target as HTMLElement).matches("input, textarea, select, [contenteditable]");
  const field = document.querySelector<HTMLInputElement>("#find");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && field !== null) {
    event.preventDefault();
    const drawer = document.querySelector<HTMLInputElement>("#drawer");
    if (drawer !== null && field.offsetParent === null) {
      drawer.checked = true;
    }
    field.focus();
    field.select();
  }
});

// Arrows go through what a search offers.
document.addEventListener("keydown", (event) => {
  const picker = (event.target as HTMLElement).closest(".picker");
  if (picker === null || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) {
    return;
  }
  const offers = [...picker.querySelectorAll<HTMLElement>(".picked a, .picked button")];
  const next = offers.indexOf(document.activeElement as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (offers.length > 0) {
    event.preventDefault();
    (offers[next] ?? picker.querySelector<HTMLElement>("input"))?.focus();
  }
});

// A strip of days wider than the screen opens with today at its right edge, and a glimpse of tomorrow.
htmx.onLoad(() => {
  for (const strip of document.querySelectorAll<HTMLElement>(".scroll > .strip")) {
    const today = strip.querySelector<HTMLElement>("thead .today");
    const end = today === null ? strip.scrollWidth : today.offsetLeft + today.offsetWidth * 1.5;
    strip.parentElement?.scrollTo({ left: end - (strip.parentElement?.clientWidth ?? 0) });
  }
});
