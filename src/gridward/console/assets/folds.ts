// What keeps a long page short: groups that fold, a field that looks through them, lists that begin with their first rows.
// Without this the pages are long and complete; the browser's own search and the printer find everything either way.
import htmx from "htmx.org";

const PHONE = window.matchMedia("(width <= 760px)");

/** How many rows of a list a phone shows at first, and how many more must be left for that to be worth a tap. */
const FIRST = 12;
const FIRST_TILES = 32;
const FIRST_DOMAINS = 6;
const WORTH = 4;

/** Lists whose further rows the reader has asked for, so that a live part drawn anew stays as it was. */
const asked = new Set<string>();

type Remembered = Record<string, boolean>;

function keyOf(folds: HTMLElement): string {
  return `folds:${folds.dataset["folds"] ?? ""}:${PHONE.matches ? "phone" : "desk"}`;
}

/** Which groups were opened and closed on this device; nothing where the browser keeps nothing. */
function remembered(folds: HTMLElement): Remembered {
  try {
    return JSON.parse(window.localStorage.getItem(keyOf(folds)) ?? "{}") as Remembered;
  } catch {
    return {};
  }
}

function remember(folds: HTMLElement, id: string, open: boolean): void {
  try {
    window.localStorage.setItem(keyOf(folds), JSON.stringify({ ...remembered(folds), [id]: open }));
  } catch {
    // A browser that keeps nothing opens the page as it comes.
  }
}

function groupsOf(folds: HTMLElement): HTMLDetailsElement[] {
  return [...folds.querySelectorAll<HTMLDetailsElement>("details.fold")];
}

/** Opens the groups that were open; on a phone only the first one is, until something was chosen. */
function restore(folds: HTMLElement): void {
  const known = remembered(folds);
  groupsOf(folds).forEach((group, place) => {
    group.hidden = false;
    group.open = known[group.id] ?? (!PHONE.matches || place === 0);
  });
  const aim = window.location.hash === "" ? null : document.getElementById(window.location.hash.slice(1));
  const around = aim?.closest<HTMLDetailsElement>("details.fold");
  if (aim !== null && around !== null && around !== undefined && !around.open) {
    around.open = true;
    aim.scrollIntoView();
  }
}

/** Shows what holds all the words and opens its groups; an empty field leaves everything as it was. */
function look(field: HTMLInputElement): void {
  const folds = document.getElementById(field.getAttribute("aria-controls") ?? "");
  if (folds === null) {
    return;
  }
  const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of groupsOf(folds)) {
    const here = sift(group, words);
    found += here;
    group.hidden = here === 0;
    group.open = here > 0;
  }
  if (words.length === 0) {
    restore(folds);
  }
  folds.querySelector<HTMLElement>("[data-nothing]")?.toggleAttribute("hidden", found > 0 || words.length === 0);
}

/** Hides the rows of a group that lack a word; a row of a part keeps the row that it is a part of. */
function sift(group: HTMLDetailsElement, words: string[]): number {
  const title = group.querySelector("summary")?.textContent ?? "";
  let head: HTMLElement | null = null;
  let found = 0;
  for (const row of group.querySelectorAll<HTMLElement>("tbody > tr, article")) {
    const part = row.classList.contains("part");
    head = part ? head : row;
    const text = `${title} ${part ? (head?.textContent ?? "") : ""} ${row.textContent ?? ""}`.toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    found += row.hidden ? 0 : 1;
    if (part && !row.hidden && head !== null) {
      head.hidden = false;
    }
  }
  return found;
}

/** On a phone a list begins with its first rows; the others are a tap, a search of the browser or a printer away. */
function shorten(list: HTMLElement): void {
  const first = list.matches(".mosaic") ? FIRST_TILES : list.matches(".board") ? FIRST_DOMAINS : FIRST;
  const rest = [...list.children].slice(first) as HTMLElement[];
  const block = list.closest<HTMLElement>(".scroll") ?? list;
  if (rest.length < WORTH || asked.has(nameOf(list)) || block.nextElementSibling?.matches(".the-rest") === true) {
    return;
  }
  rest.forEach((row) => row.setAttribute("hidden", "until-found"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button the-rest no-print";
  button.textContent = (document.body.dataset["rest"] ?? "{n}").replace("{n}", String(rest.length));
  const show = (): void => {
    asked.add(nameOf(list));
    rest.forEach((row) => row.removeAttribute("hidden"));
    button.remove();
  };
  button.addEventListener("click", () => {
    show();
    rest[0]?.querySelector<HTMLElement>("a, button")?.focus();
  });
  list.addEventListener("beforematch", show);
  PHONE.addEventListener("change", show, { once: true });
  block.after(button);
}

/** What a list is called, without the numbers that move. */
function nameOf(list: HTMLElement): string {
  const panel = list.closest("section, details");
  return `${panel?.id ?? ""} ${panel?.querySelector("h2, summary")?.textContent ?? ""}`.replaceAll(/\d+/g, "");
}

document.addEventListener("input", (event) => {
  const field = event.target as HTMLInputElement;
  if (field.matches("[data-looks]")) {
    look(field);
  }
});

document.addEventListener("click", (event) => {
  const group = (event.target as HTMLElement).closest("summary")?.parentElement;
  const folds = group?.closest<HTMLElement>("[data-folds]");
  if (group instanceof HTMLDetailsElement && group.matches(".fold") && folds !== null && folds !== undefined) {
    remember(folds, group.id, !group.open);
  }
});

// Paper shows everything.
let closed: HTMLDetailsElement[] = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll<HTMLDetailsElement>("details.fold:not([open])")];
  closed.forEach((group) => (group.open = true));
});
window.addEventListener("afterprint", () => closed.forEach((group) => (group.open = false)));

htmx.onLoad((loaded) => {
  const root = loaded.parentElement ?? document;
  root.querySelectorAll<HTMLElement>("[data-folds]").forEach(restore);
  if (PHONE.matches) {
    root.querySelectorAll<HTMLElement>("main table.cards > tbody, main ul.mosaic, main .board").forEach(shorten);
  }
});
PHONE.addEventListener("change", () => document.querySelectorAll<HTMLElement>("[data-folds]").forEach(restore));
