// The reading list as a file: what is exported is imported again as it was; what cannot be read is told, and costs itself alone.
import { parseEntry } from "./entries.js";

const KIND = "reading-list";
const VERSION = 1;
/** The line of a paper ends in a comma, but for the last one. */
const LINE = /^\s*(\{.*\})\s*,?\s*$/;

/**
 * @typedef {import("./entries.js").Entry} Entry
 * @typedef {{entries: Entry[], faults: string[], site: string}} Found `faults` names each place that could not be read, and why
 */

/** One line a paper, so that a file which was cut or damaged loses no more than what is. @param {Entry[]} entries @param {string} site its address @returns {string} */
export function fileText(entries, site) {
  const lines = entries.map(({ place: _place, changed: _changed, removed: _removed, ...kept }) => JSON.stringify(kept));
  return `{"papershelf": "${KIND}", "version": ${VERSION}, "site": ${JSON.stringify(site)}, "papers": [\n${lines.join(",\n")}\n]}\n`;
}

/** @param {string} text @returns {Found} */
export function parseFile(text) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return fromLines(text);
  }
  if (value?.version > VERSION) return nothing("the file was written by a newer version of this site");
  const papers = Array.isArray(value) ? value : value?.papers ?? value?.entries;
  if (!Array.isArray(papers)) return nothing("this is no reading list: no list of papers stands in it");
  return { ...collect(papers.map((paper, at) => [`paper ${at + 1}`, paper])), site: typeof value.site === "string" ? value.site : "" };
}

/** @param {string} fault @returns {Found} */
const nothing = (fault) => ({ entries: [], faults: [fault], site: "" });

/** What the lines of a damaged file still say. @param {string} text @returns {Found} */
function fromLines(text) {
  /** @type {[string, unknown][]} */
  const papers = [];
  const broken = [];
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (!line.trim() || isFrame(line, at)) continue;
    try {
      papers.push([`line ${at + 1}`, JSON.parse(LINE.exec(line)?.[1] ?? line)]);
    } catch {
      broken.push(`line ${at + 1}: this is no JSON`);
    }
  }
  const { entries, faults } = collect(papers);
  if (!entries.length) return nothing("this is no reading list: nothing in it can be read");
  const site = /"site": ("[^"]*")/.exec(lines[0])?.[1];
  return { entries, faults: [...broken, ...faults], site: site ? String(JSON.parse(site)) : "" };
}

/** Whether a line stands before the papers or behind them. @param {string} line @param {number} at */
const isFrame = (line, at) => (at === 0 && line.includes('"papers": [')) || line.trim() === "]}";

/** @param {[string, unknown][]} papers with where each stands */
function collect(papers) {
  const entries = [], faults = [];
  for (const [where, value] of papers) {
    const entry = parseEntry(value);
    if (typeof entry === "string") faults.push(`${where}: ${entry}`);
    else if (!entry.removed) entries.push(entry);
  }
  return { entries, faults };
}
