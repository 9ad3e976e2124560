// Nodes made from data: strings become text, never markup.

/**
 * @param {string} name
 * @param {Record<string, string | boolean | ((event: any) => void)>} attributes a function listens; true and false set or leave out
 * @param {(Node | string | null | undefined | false)[]} children
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

/** Data that may run in another direction than the words around it. @param {[string, boolean][]} pieces */
export function inMarks(pieces) {
  return element("bdi", {}, ...pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text)));
}

/** @param {number} count */
export const papers = (count) => `${count.toLocaleString("en")} ${count === 1 ? "paper" : "papers"}`;
