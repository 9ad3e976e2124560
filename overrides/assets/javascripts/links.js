// Addresses that the pages of large catalogues leave to the browser, because they follow from what the page says.

/** @param {Document} page @param {URL} root the site's root */
export function mountLinks(page, root) {
  const address = (/** @type {URL | string} */ base, /** @type {string} */ name, /** @type {string} */ value) =>
    Object.assign(new URL(base), { search: `${new URLSearchParams({ [name]: value })}` }).href;
  for (const author of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(".paper a:not([href])"))) {
    author.href = address(new URL("search/", root), "q", `author:"${(author.textContent ?? "").replaceAll('"', "")}"`);
  }
  for (const report of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll('.paper .notes a[href$="/issues/new"]'))) {
    report.href = address(report.href, "title", `Error in ${page.location.pathname.split("/").at(-2)}`);
  }
}
