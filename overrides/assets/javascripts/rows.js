// The papers of a page's lists: those that are there, and those that a search puts there later. A list that is marked as `data-own` furnishes its items itself.

/** @param {Document} page @param {(item: HTMLElement) => void} furnish called once for each item */
export function eachItem(page, furnish) {
  for (const list of page.querySelectorAll("ol.items:not([data-own])")) {
    const add = (/** @type {Iterable<Node>} */ nodes) => {
      for (const node of nodes) if (node instanceof HTMLElement) furnish(node);
    };
    add(list.children);
    new MutationObserver((changes) => { for (const { addedNodes } of changes) add(addedNodes); }).observe(list, { childList: true });
  }
}

/** The line of an item's marks, where a reader's tools stand; items of large catalogues get it here. @param {HTMLElement} item @returns {Element} */
export function marksOf(item) {
  const known = item.querySelector(".marks");
  if (known) return known;
  const made = item.ownerDocument.createElement("p");
  made.className = "marks";
  made.append(...item.querySelectorAll(":scope > :is(strong, a)"));
  item.append(made);
  return made;
}

/** The link to the page of a paper. @param {ParentNode} item @returns {HTMLAnchorElement | null} */
export const linkOf = (item) => item.querySelector("h2 a, h3 a");
