/** Keys: `/` goes to the search field, Escape leaves it. */

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

/**
 * Listen for the keys of a page.
 * @param {Document} page
 */
export function mountKeys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.key === "/" && isCommand(event)) {
      // The big field of the home and search pages is the nearer one.
      const field = /** @type {HTMLInputElement | null} */ (page.querySelector(".big input") ?? page.querySelector(".find input"));
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
      // As a click does, it opens the dialog where the page has one.
      field.click();
    }
    if (event.key === "Escape" && event.target instanceof HTMLInputElement && !event.isComposing) event.target.blur();
  });
}
