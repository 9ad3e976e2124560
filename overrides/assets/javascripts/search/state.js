// What is asked, as an address says it: `?q=words&topic=slug&year=2024&sort=newest`.

/** As much as the parser reads; a page need not load the parser to know it. */
export const MAX_QUERY = 200;
const SORTS = ["newest", "cited"];
const MAX_VALUES = 50;
/** The steps of the engine without those that take other words for the typed ones. */
export const STEPS_AS_TYPED = ["coverage", "family", "share", "title", "facts", "joins", "exact", "authors", "common", "shown"];

/**
 * @typedef {{query: string, topics: string[], years: number[], venues: string[], code: boolean, pdf: boolean,
 *   sort: "best" | "newest" | "cited", literal: boolean}} State a year of 0 is an unknown one
 */

/** @returns {State} */
export const nothing = () => ({ query: "", topics: [], years: [], venues: [], code: false, pdf: false, sort: "best", literal: false });

/** @param {string} search the query part of an address @returns {State} */
export function parseState(search) {
  const asked = new URLSearchParams(search);
  const all = (/** @type {string} */ key) => [...new Set(asked.getAll(key))].filter(Boolean).slice(0, MAX_VALUES);
  const sort = asked.get("sort") ?? "";
  return {
    query: (asked.get("q") ?? "").trim().slice(0, MAX_QUERY),
    topics: all("topic"),
    years: all("year").filter((year) => /^(\d{1,4}|unknown)$/.test(year)).map((year) => Number(year) || 0),
    venues: all("venue"),
    code: asked.has("code"),
    pdf: asked.has("pdf"),
    sort: SORTS.includes(sort) ? /** @type {State["sort"]} */ (sort) : "best",
    literal: asked.has("literal"),
  };
}

/** @param {State} state @returns {string} empty, or with the question mark */
export function addressOf(state) {
  const asked = new URLSearchParams();
  if (state.query) asked.set("q", state.query);
  for (const topic of state.topics) asked.append("topic", topic);
  for (const year of state.years) asked.append("year", year ? String(year) : "unknown");
  for (const venue of state.venues) asked.append("venue", venue);
  for (const key of /** @type {const} */ (["code", "pdf", "literal"])) if (state[key]) asked.set(key, "1");
  if (state.sort !== "best") asked.set("sort", state.sort);
  return asked.size ? `?${asked}` : "";
}

/** How many filters are chosen. @param {State} state */
export const chosen = ({ topics, years, venues, code, pdf }) => topics.length + years.length + venues.length + Number(code) + Number(pdf);

/** Whether nothing at all is asked. @param {State} state */
export const isEmpty = (state) => addressOf(state) === "";
