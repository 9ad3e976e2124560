/** The one module that acts on import: it starts the parts that the page has. */
import { mountDownloads } from "./cite/buttons.js";
import { mountCopy } from "./copy.js";
import { mountKeys } from "./keys.js";
import { mountOpener } from "./opener.js";
import { mountTheme } from "./theme.js";

mountTheme(document.querySelector(".mode"));
mountKeys(document);
mountCopy(document);
mountOpener(document);
mountDownloads(document);

const random = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-papers]"));
// Without the module the link leads to the list.
if (random) import("./shuffle.js").then(({ mountShuffle }) => mountShuffle(random), () => undefined);

const search = /** @type {HTMLElement | null} */ (document.querySelector("article.search"));
if (search) {
  try {
    // Only the search page needs them, and every other page would load them in vain.
    const [{ SearchPage }, { Client }, { exportTool }] = await Promise.all([
      import("./search/page.js"), import("./search/client.js"), import("./cite/results.js"),
    ]);
    new SearchPage(search, new Client(), [exportTool]).mount();
  } catch {
    // What can be browsed is there without them.
    document.documentElement.classList.remove("asks");
    if (location.search) search.querySelector("[role=status]")?.append("The search could not be loaded: reload the page to try again.");
  }
}
