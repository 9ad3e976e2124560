// An entry of our own BibTeX (generator/citation/bibtex.py) as the facts that it states.
import { decode } from "./tex.js";

/**
 * @typedef {{literal: string} | {family: string, given: string, suffix?: string}} Name
 * @typedef {Record<string, string> & {keywords?: string[]}} More facts that BibTeX does not hold, by the name of their column
 * @typedef {{key: string, type: string, authors: Name[], editors: Name[], keywords: string[], facts: Record<string, string>}} Reference
 *   `facts` by the names of the columns of the catalogue's CSV; `published` is the year of the edition
 */

const LINE = /^ {2}([a-z]+) = (?:\{(.*)\}|([a-z]{3})),$/u;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** @type {Record<string, string>} Types of CSL by entry. */
const TYPES = {
  article: "article-journal", inproceedings: "paper-conference", incollection: "chapter", book: "book", phdthesis: "thesis",
  mastersthesis: "thesis", techreport: "report",
};
/** @type {Record<string, string>} Fields that have another name in a table. */
const COLUMNS = {
  journal: "venue", booktitle: "venue", howpublished: "venue", school: "publisher", institution: "publisher", address: "place",
  type: "genre", eprint: "arxiv",
};
/** Copied, not typeset. */
const VERBATIM = new Set(["doi", "eprint", "url", "pdf", "year"]);
const OTHERS = new Set(["author", "editor", "month", "archiveprefix"]);

/** @param {string} bibtex one entry @param {More} [more] counts more than the entry @returns {Reference} */
export function parseEntry(bibtex, more = {}) {
  const [head, ...lines] = bibtex.trimEnd().split("\n");
  const [, kind = "misc", key = ""] = /^@([a-z]+)\{(.*),$/u.exec(head) ?? [];
  /** @type {Record<string, string>} */
  const fields = {};
  for (const line of lines) {
    const [, name, braced, macro] = LINE.exec(line) ?? [];
    if (name) fields[name] = braced ?? macro;
  }
  const { keywords = [], ...others } = more;
  const facts = { ...factsOf(fields), ...others };
  const type = more.type ?? TYPES[kind] ?? (fields.eprint && !fields.howpublished ? "article" : "document");
  return { key, type, authors: names(fields.author), editors: names(fields.editor), keywords, facts };
}

/** @param {Record<string, string>} fields */
function factsOf(fields) {
  /** @type {Record<string, string>} */
  const facts = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!OTHERS.has(name)) facts[COLUMNS[name] ?? name] = VERBATIM.has(name) ? value : decode(value);
  }
  if (facts.pages) facts.pages = facts.pages.replaceAll("--", "-");
  const month = MONTHS.indexOf(fields.month) + 1;
  if (facts.year) facts.published = facts.year;
  if (facts.year) facts.date = month ? `${facts.year}-${String(month).padStart(2, "0")}` : facts.year;
  return facts;
}

/** @param {string} [list] @returns {Name[]} */
function names(list = "") {
  return list ? split(list, " and ").map(nameOf) : [];
}

/** @param {string} name @returns {Name} */
function nameOf(name) {
  const parts = split(name, ", ").map(decode);
  if (parts.length === 1) return { literal: parts[0] };
  return parts.length === 2 ? { family: parts[0], given: parts[1] } : { family: parts[0], suffix: parts[1], given: parts[2] };
}

/** The parts of a list, where what separates them stands outside of all braces. @param {string} list @param {string} separator @returns {string[]} */
function split(list, separator) {
  const parts = [];
  let depth = 0, start = 0;
  for (let at = 0; at < list.length; at++) {
    if (list[at] === "{") depth++;
    else if (list[at] === "}") depth--;
    else if (!depth && list.startsWith(separator, at)) {
      parts.push(list.slice(start, at));
      start = at + separator.length;
      at = start - 1;
    }
  }
  return [...parts, list.slice(start)];
}
