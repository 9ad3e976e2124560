// Keys of one letter: they move through the papers of a page and act on one; they can be switched off (WCAG 2.1.4).
import { linkOf } from "./rows.js";

// The path of the site's root is part of the key, as for the theme.
const KEY = `${new URL("../..", import.meta.url).pathname}.keys`;

/** Whether the keys are switched off where nothing can be stored. */
let isOff = false;

/** What the keys do, as the help says it. @type {[string, string][]} */
export const KEYS = [
  ["/", "Search"], ["j", "Next paper of the list"], ["k", "Paper before it"], ["Enter", "Open the paper"],
  ["s", "Save it to the reading list, or take it off"], ["c", "Copy its BibTeX"], ["?", "This help"],
];

/** @returns {boolean} */
export function areKeysOn() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return !isOff;
  }
}

/** @param {boolean} isOn */
export function switchKeys(isOn) {
  isOff = !isOn;
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}

/**
 * Whether a key press is a command and not part of what somebody writes.
 * @param {{target: any, ctrlKey: boolean, metaKey: boolean, altKey: boolean, isComposing: boolean, defaultPrevented: boolean}} event
 * @returns {boolean}
 */
export function isCommand(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target;
  return !(target?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target?.tagName ?? ""));
}

/** @param {Document} page @returns {boolean} whether there was a field */
function search(page) {
  // The big field of the home and search pages is the nearer one.
  const field = /** @type {HTMLInputElement | null} */ (page.querySelector(".big input") ?? page.querySelector(".find input"));
  field?.focus();
  field?.select();
  // As a click does, it opens the dialog where the page has one.
  field?.click();
  return Boolean(field);
}

/** The item that has the focus. @param {Document} page */
const currentItem = (page) => page.activeElement?.closest(".items > li") ?? null;

/** Go on by so many papers; from nowhere, to the first that can be seen. @param {Document} page @param {1 | -1} step */
function move(page, step) {
  const links = [...page.querySelectorAll(".items > li")].flatMap((item) => linkOf(item) ?? []).filter((link) => link.offsetParent);
  const current = currentItem(page);
  const at = links.findIndex((link) => current?.contains(link));
  const visible = links.findIndex((link) => link.getBoundingClientRect().bottom > 0);
  const next = links[current ? at + step : step > 0 ? visible : visible - 1];
  next?.focus();
  return Boolean(next);
}

/** Press the button of the paper that has the focus, or of the page's own paper. @param {Document} page @param {string} button a selector */
function press(page, button) {
  const found = /** @type {HTMLElement | null} */ ((currentItem(page) ?? page.querySelector(".paper .actions"))?.querySelector(button));
  found?.click();
  return Boolean(found);
}

/**
 * Listen for the keys of a page.
 * @param {Document} page @param {() => void} help @param {Element | null} place where a button stands that opens the help too
 */
export function mountKeys(page, help, place) {
  /** @type {Record<string, () => boolean>} */
  const commands = {
    "/": () => search(page), j: () => move(page, 1), k: () => move(page, -1),
    s: () => press(page, "[data-save]"), c: () => press(page, "[data-copy]"), "?": () => (help(), true),
  };
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target instanceof HTMLInputElement && !event.isComposing) event.target.blur();
    const command = Object.hasOwn(commands, event.key) ? commands[event.key] : null;
    if (!command || !isCommand(event) || page.querySelector("dialog[open]") || !areKeysOn()) return;
    if (command()) event.preventDefault();
  });
  const button = page.createElement("button");
  button.type = "button";
  button.textContent = "Keyboard";
  button.addEventListener("click", help);
  place?.append(button);
}
