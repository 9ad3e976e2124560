/** Opens the search dialog from the fields of a page; its modules are loaded when a field is first focused, not before. */

/**
 * @param {ParentNode} page
 */
export function mountOpener(page) {
  /** @type {Promise<import("./search/dialog.js").SearchDialog> | undefined} */
  let loading;
  const load = () => (loading ??= import("./search/dialog.js").then(({ SearchDialog }) => new SearchDialog()));
  /** @param {HTMLInputElement} field */
  const open = async (field) => {
    try {
      await (await load()).open(field);
    } catch {
      // The field stays what it is without scripts: a form that leads to the search page.
      loading = undefined;
    }
  };
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (page.querySelectorAll(".find input, .big input"))) {
    if (field.closest(".search")) continue;
    // Focus alone does not open it: who passes by with Tab stays on the page.
    field.addEventListener("focus", () => { load().catch(() => { loading = undefined; }); });
    field.addEventListener("click", () => open(field));
    field.addEventListener("compositionend", () => open(field));
    field.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) open(field); });
  }
}
