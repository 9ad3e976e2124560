// References as RIS, CSL-JSON and CSV, by the rules of generator/citation/; one set of golden files holds both to them.

/** @typedef {import("./entry.js").Reference} Reference @typedef {import("./entry.js").Name} Name */

const BREAKS = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/gu;
/** @type {Record<string, string>} Types of RIS by those of CSL. */
const RIS_TYPES = {
  "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", review: "JOUR",
  "paper-conference": "CPAPER", chapter: "CHAP", "entry-encyclopedia": "ENCYC", book: "BOOK", thesis: "THES", report: "RPRT",
  standard: "STAND", article: "UNPB", dataset: "DATA", software: "COMP", webpage: "ELEC", "post-weblog": "BLOG",
  speech: "SLIDE",
};
/** @type {Record<string, string>} Variables of CSL that are a fact as it stands. */
const CSL_FACTS = {
  "container-title": "venue", volume: "volume", issue: "number", page: "pages", publisher: "publisher",
  "publisher-place": "place", "collection-title": "series", edition: "edition", genre: "genre", ISBN: "isbn", ISSN: "issn",
  language: "language", DOI: "doi", URL: "url",
};
/** The columns of a table, as in `api/papers.csv`. */
export const COLUMNS = [
  "slug", "type", "title", "authors", "year", "date", "venue", "editors", "publisher", "place", "series", "volume", "number",
  "pages", "edition", "genre", "isbn", "issn", "language", "doi", "arxiv", "url", "pdf", "code", "keywords", "topics",
  "citations", "note", "abstract",
];

/** @param {Name} name */
const inverted = (name) => ("literal" in name ? name.literal : [name.family, name.given, name.suffix].filter(Boolean).join(", "));

/** The date in the year of the publication, as precise as it is known. @param {Reference} reference */
function dateOf({ facts }) {
  const { published } = facts;
  return facts.date && (!published || facts.date.startsWith(published)) ? facts.date.split("-") : published ? [published] : [];
}

/** @param {Reference} reference @returns {string} */
export function toRis(reference) {
  const { key, type, authors, editors, keywords, facts } = reference;
  const date = dateOf(reference);
  const [first, last = ""] = (facts.pages ?? "").split(/-(.*)/su);
  /** @type {[string, string | undefined][]} */
  const tags = [
    ["TY", RIS_TYPES[type] ?? "GEN"], ["ID", key], ["TI", facts.title],
    ...authors.map((name) => /** @type {[string, string]} */ (["AU", inverted(name)])),
    ...editors.map((name) => /** @type {[string, string]} */ (["ED", inverted(name)])),
    ["T2", facts.venue], ["T3", facts.series], ["PY", date[0]], ["DA", date.join("/")], ["VL", facts.volume], ["IS", facts.number],
    ["SP", first], ["EP", last], ["ET", facts.edition], ["PB", facts.publisher], ["CY", facts.place], ["M3", facts.genre],
    ...`${facts.isbn ?? ""} ${facts.issn ?? ""}`.split(" ").map((number) => /** @type {[string, string]} */ (["SN", number])),
    ["LA", facts.language], ["DO", facts.doi], ["AN", facts.arxiv && `arXiv:${facts.arxiv}`], ["UR", facts.url], ["L1", facts.pdf],
    ...keywords.map((word) => /** @type {[string, string]} */ (["KW", word])),
    ["N1", facts.note], ["AB", facts.abstract],
  ];
  return tags.map(([tag, value]) => (value ? `${tag}  - ${value.replace(BREAKS, " ")}\n` : "")).join("") + "ER  - \n";
}

/** @param {Reference} reference @returns {Record<string, unknown>} */
export function toCsl(reference) {
  const { key, type, authors, editors, keywords, facts } = reference;
  const date = dateOf(reference).map(Number);
  /** @type {Record<string, unknown>} */
  const item = { id: key, type, title: facts.title };
  if (authors.length) item.author = authors;
  if (editors.length) item.editor = editors;
  if (date.length) item.issued = { "date-parts": [date] };
  for (const [variable, fact] of Object.entries(CSL_FACTS)) {
    if (facts[fact]) item[variable === "issue" && type === "report" ? "number" : variable] = facts[fact];
  }
  if (facts.arxiv) Object.assign(item, { archive: "arXiv", archive_location: facts.arxiv });
  if (keywords.length) item.keyword = keywords.join(", ");
  if (facts.note) item.note = facts.note;
  if (facts.abstract) item.abstract = facts.abstract;
  if (facts.pdf) item.custom = { pdf: facts.pdf };
  return item;
}

/** A quoted cell that no spreadsheet takes for a formula. @param {string} value */
function cell(value) {
  const line = value.replace(BREAKS, " ");
  return `"${/^[=+\-@\t\r]/u.test(line) ? "'" : ""}${line.replaceAll('"', '""')}"`;
}

/** @param {string} slug @param {Reference} reference @returns {string} */
export function toRow(slug, { type, authors, editors, keywords, facts }) {
  const people = { authors: authors.map(inverted).join("; "), editors: editors.map(inverted).join("; ") };
  /** @type {Record<string, string>} */
  const row = { ...facts, ...people, slug, type, keywords: keywords.join("; ") };
  return COLUMNS.map((name) => cell(row[name] ?? "")).join(",") + "\r\n";
}

export const header = () => COLUMNS.map(cell).join(",") + "\r\n";
