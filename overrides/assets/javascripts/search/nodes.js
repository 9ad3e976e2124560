// Nodes made from data: strings become text, never markup.

/**
 * @param {string} name
 * @param {Record<string, string | boolean | ((event: any) => void)>} attributes a function listens; true and false set or leave out
 * @param {(Node | string | null | undefined | false | 0)[]} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return node;
}

/** A button that is only words. @param {() => void} click @param {(Node | string)[]} words */
export const quiet = (click, ...words) => element("button", { type: "button", class: "quiet", click }, ...words);

/** Data that may run in another direction than the words around it. @param {[string, boolean][]} pieces */
export function inMarks(pieces) {
  return element("bdi", {}, ...pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text)));
}

/** A whole number as English writes it; the browser's own formatter takes 30 ms to be made. @param {number} count */
export const counted = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {number} count */
export const papers = (count) => `${counted(count)} ${count === 1 ? "paper" : "papers"}`;

/**
 * Change what stands in a place; who stood on a node with an id stands on its successor, who stood on another that went on `otherwise`.
 * @param {HTMLElement} place @param {() => void} change @param {HTMLElement} [otherwise]
 */
export function keepFocus(place, change, otherwise) {
  const before = document.activeElement;
  const stood = before && before !== place && place.contains(before);
  change();
  if (!stood || before.isConnected) return;
  const successor = before.id ? document.getElementById(before.id) : null;
  (successor ?? otherwise)?.focus();
}
