// Hits as the nodes of a list.
import { element, inMarks } from "./nodes.js";
import { addressOf, nothing } from "./state.js";

const AUTHORS = 4;
/** The style sheet has so many colours for topics, by their place in the taxonomy. */
const COLOURS = 10;

/** @typedef {import("./answers.js").ShownHit} ShownHit */

/** Venue and year; the year is not said twice. @param {Pick<ShownHit, "venue" | "year">} hit */
function whereAndWhen({ venue, year }) {
  return [venue, year && !venue?.includes(String(year)) ? String(year) : ""].filter(Boolean).join(" · ");
}

/** Authors, venue and year in one line. @param {ShownHit} hit */
export function facts(hit) {
  const names = hit.authors.slice(0, AUTHORS).join(", ");
  return [names + othersOf(hit), whereAndWhen(hit)].filter(Boolean).join(" · ");
}

/** @param {ShownHit} hit */
const othersOf = ({ authorCount }) => (authorCount > AUTHORS ? ` and ${authorCount - AUTHORS} more` : "");

/** The search for the papers of an author; what would end the quotes is left out. @param {string} name */
export const authorQuery = (name) => `author:"${name.replaceAll('"', "")}"`;

/** The line of facts with each author as a link to her papers. @param {ShownHit} hit @param {URL} root */
function linkedFacts(hit, root) {
  const authors = hit.authors.slice(0, AUTHORS).flatMap((name, at) => {
    const href = new URL(`search/${addressOf({ ...nothing(), query: authorQuery(name) })}`, root).href;
    return [at ? ", " : "", element("a", { href }, element("bdi", {}, name))];
  });
  const rest = whereAndWhen(hit);
  if (!authors.length && !rest) return null;
  return element("p", { class: "facts" }, ...authors, othersOf(hit), authors.length && rest ? " · " : "", element("bdi", {}, rest));
}

/** @param {ShownHit} hit @param {URL} root @param {string[]} topics the slugs of all, in their order */
export function item(hit, root, topics) {
  return element("li", {},
    element("h2", {}, element("a", { href: hit.url }, inMarks(hit.titlePieces))),
    linkedFacts(hit, root),
    hit.snippet && element("p", { class: "lines" }, inMarks(hit.snippetPieces)),
    element("p", { class: "marks" },
      hit.status !== "published" && element("strong", { class: "warn" }, hit.status[0].toUpperCase() + hit.status.slice(1)),
      hit.topic && element("a", { class: `t${topics.indexOf(hit.topic.slug) % COLOURS}`, href: new URL(`topics/${hit.topic.slug}/`, root).href }, hit.topic.name),
      ...["code", "pdf"].filter((kind) => hit.links.includes(kind)).map((kind) => element("span", { class: kind }, kind === "pdf" ? "PDF" : "Code"))),
  );
}
