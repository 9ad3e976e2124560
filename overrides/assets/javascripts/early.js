/**
 * Runs before the first paint, so that no page flashes in the wrong theme: the reader's choice, else the system's.
 * A classic script in the head, because modules wait until the page is there.
 */
{
  const page = document.documentElement;
  let scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  try {
    // The same key as in theme.js: the path of the site's root, which is two folders up from here.
    const root = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src).pathname;
    const stored = JSON.parse(localStorage.getItem(`${root}.__palette`) ?? "null")?.color?.scheme;
    if (stored === "slate" || stored === "default") scheme = stored;
  } catch {
    // Storage is off or holds something else: the system decides.
  }
  // What the search page shows while nothing is asked does not flash up before an answer.
  page.className = location.search ? "js asks" : "js";
  page.setAttribute("data-md-color-scheme", scheme);
}
