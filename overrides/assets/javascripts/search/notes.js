// What is said about an answer: what was taken for what, what was not found, and where to go from an empty one.
import { element } from "./nodes.js";
import { chosen } from "./state.js";

const NEAREST = 6;

/** @typedef {import("./state.js").State} State @typedef {import("./worker.js").ShownAnswer} ShownAnswer */

/** @param {State} state @param {ShownAnswer} answer @param {(state: State) => void} go @returns {HTMLElement[]} */
export function note(state, { relaxed, total, problems }, go) {
  const said = problems.map((problem) => element("p", { class: "warn" }, problem));
  if (!relaxed || !total) return said;
  const { query, missing, partial } = relaxed;
  if (query) {
    said.push(element("p", {}, "Showing results for ", element("strong", {}, element("bdi", {}, query)), ". ",
      element("button", { type: "button", class: "quiet", click: () => go({ ...state, literal: true }) }, "Search as typed: ", element("bdi", {}, state.query))));
  } else if (missing.length) {
    said.push(element("p", {}, "No paper has ", element("strong", {}, element("bdi", {}, missing.join(", "))), "; these have the other words."));
  } else if (partial) said.push(element("p", {}, "Few papers have all of these words; others that have most of them follow."));
  return said;
}

/** What to do when nothing was found. @param {State} state @param {ShownAnswer} answer @param {URL} root @returns {HTMLElement[]} */
export function offers(state, { relaxed, suggestions }, root) {
  const link = (/** @type {string} */ address, /** @type {string} */ name) => element("a", { href: address }, element("bdi", {}, name));
  const here = new URL("search/", root).href;
  const nearest = [...new Set(suggestions)].slice(0, NEAREST);
  const said = [];
  if (state.query && relaxed?.missing.length) said.push(element("p", {}, "No paper has ", element("strong", {}, element("bdi", {}, relaxed.missing.join(", "))), "."));
  if (nearest.length) said.push(element("p", {}, "Nearest words: ", ...nearest.flatMap((word, at) => [at ? ", " : "", link(`${here}?q=${encodeURIComponent(word)}`, word)])));
  if (chosen(state)) said.push(element("p", {}, link(`${here}?${new URLSearchParams({ q: state.query })}`, "The same words without the filters")));
  said.push(element("p", {}, "Try fewer words, or browse ", ...browse(root), "."));
  return [element("div", { class: "nothing" }, ...said)];
}

/** @param {URL} root */
function browse(root) {
  return ["topics", "years", "authors", "venues"].flatMap((name, at) => [at ? ", " : "", element("a", { href: new URL(`${name}/`, root).href }, name)]);
}
