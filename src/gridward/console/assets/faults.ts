// A form that came back with faults opens what is folded over the first of them and puts the cursor there. What was typed
// is in the fields already; without this it is the reader who scrolls.

const FAULT = ".fault, [aria-invalid='true']";

/** Puts what is said above a form at the field that it is about, where the form has one. */
function place(): void {
  for (const told of document.querySelectorAll<HTMLElement>("main [data-fault]")) {
    const name = told.dataset["fault"] ?? "";
    const field = [...document.querySelectorAll<HTMLInputElement>("main form [name]")].find(
      (one) => one.name === name && one.type !== "hidden",
    );
    const around = field?.closest(".ask, fieldset");
    if (around !== null && around !== undefined && !around.contains(told)) {
      const fault = document.createElement("p");
      fault.className = "fault";
      fault.textContent = told.textContent;
      fault.setAttribute("role", "alert");
      around.append(fault);
      told.remove();
    }
  }
}

/** The first field at which something is to be put right. */
function firstWrong(): HTMLElement | null {
  const fault = document.querySelector<HTMLElement>(`main form :is(${FAULT})`);
  if (fault === null || fault.matches("input, select, textarea")) {
    return fault;
  }
  return fieldOf(fault.closest(".ask, fieldset, .told-row"));
}

/** The field of what is asked: the one that is marked, else the first. */
function fieldOf(around: Element | null): HTMLElement | null {
  const marked = around?.querySelector<HTMLElement>("[aria-invalid='true']");
  return marked ?? around?.querySelector<HTMLElement>("input:not([type='hidden']), select, textarea") ?? null;
}

/** Opens the folds around a field: those of a phone, and details. */
function unfold(field: HTMLElement): void {
  const folded = field.closest<HTMLElement>(".folded");
  const key = folded?.parentElement?.querySelectorAll<HTMLInputElement>(".fold-key") ?? [];
  for (const one of key) {
    one.checked ||= one.nextElementSibling?.nextElementSibling === folded;
  }
  for (let fold = field.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
}

/** Says at each wrong field, to who hears the page, which words tell what is wrong. */
function describe(): void {
  document.querySelectorAll<HTMLElement>("main form .fault").forEach((fault, place) => {
    fault.id ||= `fault-${place}`;
    const around = fault.closest(".ask, fieldset, .told-row");
    const field = fieldOf(around);
    const target = around instanceof HTMLFieldSetElement ? around : field;
    target?.setAttribute("aria-describedby", fault.id);
    field?.setAttribute("aria-invalid", "true");
  });
}

place();
describe();
const wrong = firstWrong();
if (wrong !== null) {
  unfold(wrong);
  wrong.focus({ preventScroll: true });
  (wrong.closest(".ask, fieldset, .told-row") ?? wrong).scrollIntoView({ block: "center" });
}
