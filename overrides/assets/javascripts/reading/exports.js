// Files of the reading list for other programs: references as the catalogue gives them, and what is stored where it has them no longer.
import { download } from "../cite/download.js";
import { toCsl } from "../cite/forms.js";
import { toMarkdown } from "../cite/markdown.js";
import { fetchReferences } from "../cite/references.js";
import { fileText } from "./file.js";

/** @typedef {import("./entries.js").Entry} Entry @typedef {import("../cite/entry.js").Reference} Reference */
/** @typedef {{entry: Entry, bibtex: string, reference: Reference}} Cited */

const TEX = /[\\{}&%#_~^]/g;
/** @type {Record<string, string>} */
const COMMANDS = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
/** Expressions stay as they are. */
const PARTS = /\$[^$]*\$|[^$]+|\$/g;

/** @param {string} text @returns {string} */
const tex = (text) => (text.match(PARTS) ?? []).map((part) => (part.length > 1 && part[0] === "$" ? part : part === "$" ? "\\$" : part.replace(TEX, (sign) => COMMANDS[sign] ?? `\\${sign}`))).join("");

/** What is stored of a paper, as an entry of BibTeX. @param {Entry} entry @returns {string} */
export function storedBibtex({ id, title, authors, others, venue, year }) {
  const names = [...authors.map((name) => `{${tex(name)}}`), ...(others ? ["others"] : [])].join(" and ");
  const fields = { title: tex(title), author: names, howpublished: tex(venue), year };
  const lines = Object.entries(fields).map(([name, value]) => (value ? `  ${name} = {${value}},\n` : ""));
  return `@misc{${id.replace(/[^A-Za-z0-9:.-]+/g, "-")},\n${lines.join("")}}\n`;
}

/** The same as the other forms take it. @param {Entry} entry @returns {Reference} */
export function storedReference({ id, title, authors, others, venue, year }) {
  const given = Object.entries({ title, venue, year, published: year, date: year }).filter(([, value]) => value);
  const names = [...authors, ...(others ? ["others"] : [])].map((literal) => ({ literal }));
  return { key: id, type: "document", authors: names, editors: [], keywords: [], facts: Object.fromEntries(given) };
}

/** @param {Entry[]} entries @param {URL} root @returns {Promise<Cited[]>} in the order of the list */
async function cite(entries, root) {
  const slugs = entries.flatMap(({ slug, gone }) => (slug && !gone ? [slug] : []));
  const found = new Map((slugs.length ? await fetchReferences(root, slugs) : []).map((one) => [one.slug, one]));
  return entries.map((entry) => ({ bibtex: storedBibtex(entry), reference: storedReference(entry), ...found.get(entry.slug), entry }));
}

/** What a reader wrote below the item, indented so that it belongs to it. @param {Cited} cited */
export const withNote = ({ entry, reference }) => toMarkdown(reference) + entry.note.trimEnd().replace(/^(?=.)/gm, "  > ") + (entry.note.trim() ? "\n" : "");

/** @type {Record<string, {ending: string, type: string, make: (cited: Cited[]) => string}>} */
const FORMS = {
  BibTeX: { ending: "bib", type: "application/x-bibtex", make: (cited) => cited.map(({ bibtex }) => bibtex).join("\n") },
  "CSL-JSON": { ending: "csl.json", type: "application/vnd.citationstyles.csl+json", make: (cited) => `${JSON.stringify(cited.map(({ reference }) => toCsl(reference)), null, 1)}\n` },
  Markdown: { ending: "md", type: "text/markdown", make: (cited) => cited.map(withNote).join("") },
};
/** What a list can be saved as; JSON is what is imported again, with all that the reader wrote. */
export const NAMES = [...Object.keys(FORMS), "JSON"];

/** Save papers of the list as a file. @param {string} name of the form @param {Entry[]} entries @param {URL} root */
export async function save(name, entries, root) {
  const form = FORMS[name];
  if (!form) return download("reading-list.json", "application/json", fileText(entries, root.href));
  download(`reading-list.${form.ending}`, form.type, form.make(await cite(entries, root)));
}
