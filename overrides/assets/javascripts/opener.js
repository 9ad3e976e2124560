/** Opens the search dialog from the fields of a page; its modules are loaded when a field is first focused, not before. */

/** All modules at once, and the Worker as soon as its own is there: what is found out one after the other costs a way to the server each. @param {import("./reading/stars.js").Stars} stars */
async function load(stars) {
  stars.load().catch(() => {});
  const client = import("./search/client.js").then(({ Client }) => {
    const started = new Client();
    started.warm();
    return started;
  });
  const [{ SearchDialog }, { factsOfHit }] = await Promise.all([
    import("./search/dialog.js"), import("./reading/facts.js"), import("./search/faults.js"), import("./search/hits.js"), import("./search/latest.js"),
    import("./search/nodes.js"), import("./search/notes.js"), import("./search/state.js"), client,
  ]);
  return new SearchDialog(await client, (hit) => {
    const facts = factsOfHit(hit);
    return facts && stars.button(() => facts, `Save ${hit.titlePieces.map(([text]) => text).join("")}`);
  });
}

/**
 * @param {ParentNode} page @param {import("./reading/stars.js").Stars} stars
 */
export function mountOpener(page, stars) {
  /** @type {Promise<import("./search/dialog.js").SearchDialog> | undefined} */
  let loading;
  const loaded = () => (loading ??= load(stars));
  /** @param {HTMLInputElement} field */
  const open = async (field) => {
    try {
      await (await loaded()).open(field);
    } catch {
      // The field stays what it is without scripts: a form that leads to the search page.
      loading = undefined;
    }
  };
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (page.querySelectorAll(".find input, .big input"))) {
    if (field.closest(".search")) continue;
    // Focus alone does not open it: who passes by with Tab stays on the page.
    field.addEventListener("focus", () => { loaded().catch(() => { loading = undefined; }); });
    field.addEventListener("click", () => open(field));
    field.addEventListener("compositionend", () => open(field));
    field.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) open(field); });
  }
}
