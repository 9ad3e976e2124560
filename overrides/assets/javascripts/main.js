/** The one module that acts on import: it starts the parts that the page has. */
import { mountCopy } from "./copy.js";
import { mountKeys } from "./keys.js";
import { mountTheme } from "./theme.js";

mountTheme(document.querySelector(".mode"));
mountKeys(document);
mountCopy(document);

const results = document.getElementById("search-results");
if (results) {
  // Only the search page needs it, and every other page would load it in vain.
  const { mountSearch } = await import("./search.js");
  mountSearch(results);
}
