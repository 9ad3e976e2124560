// The reference of a paper's page as a file, made of what the page holds: its BibTeX, its metadata and its abstract.
import { download } from "./download.js";
import { parseEntry } from "./entry.js";
import { toCsl, toRis } from "./forms.js";
import { textOf } from "./text.js";

/** @type {Record<string, {type: string, make: (entry: string, page: Document) => string}>} By the ending of the file. */
const FORMS = {
  bib: { type: "application/x-bibtex", make: (entry) => entry },
  ris: { type: "application/x-research-info-systems", make: (entry, page) => toRis(parseEntry(entry, factsOf(page))) },
  json: {
    type: "application/vnd.citationstyles.csl+json",
    make: (entry, page) => `${JSON.stringify([toCsl(parseEntry(entry, factsOf(page)))], null, 1)}\n`,
  },
};

/** @param {Document} page @param {string} ending */
export function save(page, ending) {
  const entry = page.getElementById("bibtex")?.textContent ?? "";
  const { type, make } = FORMS[ending];
  download(`${parseEntry(entry).key || "paper"}.${ending}`, type, make(entry, page));
}

/** What the page says beyond the entry. @param {Document} page @returns {import("./entry.js").More} */
function factsOf(page) {
  const linked = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.textContent ?? "{}");
  const meta = (/** @type {string} */ name) => page.querySelector(`meta[name="${name}"]`)?.getAttribute("content");
  const abstract = page.querySelector(".abstract p:not(.none)");
  const found = {
    type: linked.additionalType, language: linked.inLanguage, keywords: linked.keywords, pdf: meta("citation_pdf_url"),
    date: meta("citation_publication_date")?.replaceAll("/", "-"), abstract: abstract ? textOf(abstract) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}
