// What is said about an answer: what was taken for what, what was not found, and where to go from an empty one.
import { element, quiet } from "./nodes.js";
import { addressOf, chosen, nothing } from "./state.js";

const NEAREST = 6;

/** @typedef {import("./state.js").State} State @typedef {import("./answers.js").ShownAnswer} ShownAnswer */

/** @param {string[]} suggestions */
export const nearest = (suggestions) => [...new Set(suggestions)].slice(0, NEAREST);

/** What an answer is not, in a word; empty when it is what was asked. @param {ShownAnswer["relaxed"]} relaxed @returns {"" | "corrected" | "missing" | "partial"} */
export function kindOf(relaxed) {
  if (!relaxed) return "";
  return relaxed.query ? "corrected" : relaxed.missing.length ? "missing" : relaxed.partial ? "partial" : "";
}

/** @param {State} state @param {ShownAnswer} answer @param {(state: State) => void} go @returns {HTMLElement[]} */
export function note(state, { relaxed, total, problems }, go) {
  const said = problems.map((problem) => element("p", { class: "warn" }, problem));
  const kind = relaxed && total ? kindOf(relaxed) : "";
  if (kind === "corrected") {
    const literal = quiet(() => go({ ...state, literal: true }), "Search as typed: ", data(state.query));
    said.push(element("p", {}, "Showing results for ", strong(relaxed?.query ?? ""), ". ", literal));
  }
  if (kind === "missing") said.push(element("p", {}, "No paper has ", strong(relaxed?.missing.join(", ") ?? ""), "; these have the other words."));
  if (kind === "partial") said.push(element("p", {}, "Few papers have all of these words; others that have most of them follow."));
  return said;
}

/** What to do when nothing was found. @param {State} state @param {ShownAnswer} answer @param {URL} root @returns {HTMLElement[]} */
export function offers(state, { relaxed, suggestions }, root) {
  const here = new URL("search/", root).href;
  const link = (/** @type {State} */ asked, /** @type {string} */ name) => element("a", { href: here + addressOf(asked) }, data(name));
  const words = nearest(suggestions);
  const said = [];
  if (relaxed?.query) said.push(element("p", {}, "Searched for ", strong(relaxed.query), " as well."));
  else if (state.query && relaxed?.missing.length) said.push(element("p", {}, "No paper has ", strong(relaxed.missing.join(", ")), "."));
  if (words.length) said.push(element("p", {}, "Nearest words: ", ...words.flatMap((word, at) => [at ? ", " : "", link({ ...nothing(), query: word }, word)])));
  if (state.literal) said.push(element("p", {}, link({ ...state, literal: false }, "Search with slips of letters allowed")));
  if (state.query && chosen(state)) said.push(element("p", {}, link({ ...nothing(), query: state.query }, "The same words without the filters")));
  said.push(element("p", {}, state.query ? "Try fewer words, or browse " : "Browse ", ...browse(root), "."));
  return [element("div", { class: "nothing" }, ...said)];
}

/** @param {string} text */
const data = (text) => element("bdi", {}, text);

/** @param {string} text */
const strong = (text) => element("strong", {}, data(text));

/** @param {URL} root */
function browse(root) {
  return ["topics", "years", "authors", "venues"].flatMap((name, at) => [at ? ", " : "", element("a", { href: new URL(`${name}/`, root).href }, name)]);
}
