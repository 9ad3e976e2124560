/** The search page: reads every paper once, and keeps those that have all the words. */

/** Results that are shown at most, and characters of a query that are read. */
const SHOWN = 50;
const LONGEST = 200;

/**
 * @typedef {{slug: string, title: string, abstract: string | null, authors: {name: string}[], year: number | null,
 *   venue: string | null}} Paper one line of api/papers.jsonl
 * @typedef {{paper: Paper, title: string, rest: string}} Entry a paper with its folded texts
 */

/**
 * Text without case, accents and marks, so that spellings of one word are equal.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * @param {string} lines JSON Lines
 * @returns {Entry[]}
 */
export function readEntries(lines) {
  return lines.split("\n").filter(Boolean).map((line) => {
    const paper = /** @type {Paper} */ (JSON.parse(line));
    const names = (paper.authors ?? []).map((author) => author.name).join(" ");
    return { paper, title: fold(paper.title), rest: fold(`${names} ${paper.abstract ?? ""}`) };
  });
}

/**
 * The papers that have every word, those with more of the words in their titles first.
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Paper[]}
 */
export function find(entries, query) {
  const words = fold(query.slice(0, LONGEST)).split(" ").filter(Boolean);
  if (!words.length) return [];
  return entries
    .filter((entry) => words.every((word) => entry.title.includes(word) || entry.rest.includes(word)))
    .map((entry) => ({ entry, hits: words.filter((word) => entry.title.includes(word)).length }))
    .sort((a, b) => b.hits - a.hits)
    .map(({ entry }) => entry.paper);
}

/**
 * @param {keyof HTMLElementTagNameMap} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children strings become text
 * @returns {HTMLElement}
 */
function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** @param {Paper} paper @param {string} root @returns {HTMLElement} */
function item(paper, root) {
  const names = (paper.authors ?? []).map((author) => author.name);
  const byline = names.slice(0, 4).join(", ") + (names.length > 4 ? ` and ${names.length - 4} more` : "");
  const year = paper.year && !paper.venue?.includes(String(paper.year)) ? String(paper.year) : "";
  const facts = [byline, paper.venue, year].filter(Boolean).join(" · ");
  const title = element("a", { href: `${root}papers/${paper.slug}/` }, element("bdi", {}, paper.title.replaceAll("$", "")));
  return element(
    "li", {},
    element("h2", {}, title),
    element("p", { class: "facts" }, element("bdi", {}, facts)),
    element("p", { class: "lines" }, element("bdi", {}, (paper.abstract ?? "").replaceAll("$", ""))),
  );
}

/** @param {number} count @param {string} query @returns {string} */
function summary(count, query) {
  if (!count) return `No paper has all the words of “${query}”. Try fewer or shorter words.`;
  return `${count} ${count === 1 ? "paper" : "papers"}${count > SHOWN ? `, the first ${SHOWN} shown` : ""}`;
}

/**
 * Make the search page work.
 * @param {HTMLElement} list the empty list of results
 */
export function mountSearch(list) {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.big"));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const { api = "", root = "" } = list.dataset;
  /** @type {Promise<Entry[]> | undefined} */
  let entries;
  let turn = 0;

  const load = async () => {
    const answer = await fetch(api);
    if (!answer.ok) throw new Error(String(answer.status));
    return readEntries(await answer.text());
  };
  const show = async () => {
    const query = field.value.trim().slice(0, LONGEST);
    const mine = ++turn;
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const found = find(await (entries ??= load()), query);
      if (mine !== turn) return; // a later query has been typed meanwhile
      status.textContent = summary(found.length, query);
      list.replaceChildren(...found.slice(0, SHOWN).map((paper) => item(paper, root)));
    } catch {
      entries = undefined;
      status.textContent = "The list of papers could not be loaded. Try again, or browse the topics.";
    }
  };

  field.value = (new URLSearchParams(location.search).get("q") ?? "").slice(0, LONGEST);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("input", () => show());
  show();
}
