/** The one module that acts on import: it starts the parts that the page has. */
import { mountCopy } from "./copy.js";
import { mountKeys } from "./keys.js";
import { mountOpener } from "./opener.js";
import { mountTheme } from "./theme.js";

mountTheme(document.querySelector(".mode"));
mountKeys(document);
mountCopy(document);
mountOpener(document);

const search = /** @type {HTMLElement | null} */ (document.querySelector("article.search"));
if (search) {
  // Only the search page needs them, and every other page would load them in vain.
  const [{ SearchPage }, { Client }] = await Promise.all([import("./search/page.js"), import("./search/client.js")]);
  new SearchPage(search, new Client()).mount();
}
