/** The one module that acts on import: it starts the parts that the page has. */
import { mountCopy } from "./copy.js";
import { mountKeys } from "./keys.js";
import { mountOpener } from "./opener.js";
import { Stars } from "./reading/stars.js";
import { mountTheme } from "./theme.js";

// Loaded when it is asked for: most readers never do.
const help = async () => (await import("./help.js")).showHelp(document);
const stars = new Stars(document);

mountTheme(document, document.querySelector(".links"));
mountKeys(document, help, document.querySelector(".foot nav"));
mountCopy(document);
mountOpener(document, stars);
stars.mount(window);

const reading = /** @type {HTMLElement | null} */ (document.getElementById("reading"));
if (reading) {
  try {
    const [{ mountReading }, { store }] = await Promise.all([import("./reading/page.js"), stars.load()]);
    mountReading(reading, store, stars);
  } catch {
    reading.querySelector(".lead")?.append(" It could not be loaded: reload the page to try again.");
  }
}

// Only pages of papers in large catalogues leave addresses to it.
if (document.querySelector("details.cite")) import("./links.js").then(({ mountLinks }) => mountLinks(document, new URL("../../", import.meta.url)), () => undefined);

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

const map = /** @type {HTMLElement | null} */ (document.querySelector(".atlas"));
// Without it there is the table of the same papers.
if (map) import("./map/page.js").then(({ mountMap }) => mountMap(map), () => map.remove());
