// Hits as the nodes of a list.
import { element, inMarks } from "./nodes.js";

const AUTHORS = 4;

/** @typedef {import("./worker.js").ShownHit} ShownHit */

/** Authors, venue and year in one line. @param {ShownHit} hit */
export function facts({ authors, authorCount, venue, year }) {
  const names = authors.slice(0, AUTHORS).join(", ");
  const byline = authorCount > AUTHORS ? `${names} and ${authorCount - AUTHORS} more` : names;
  const when = year && !venue?.includes(String(year)) ? String(year) : "";
  return [byline, venue, when].filter(Boolean).join(" · ");
}

/** @param {ShownHit} hit @param {URL} root */
export function item(hit, root) {
  const line = facts(hit);
  return element("li", {},
    element("h2", {}, element("a", { href: hit.url }, inMarks(hit.titlePieces))),
    line && element("p", { class: "facts" }, element("bdi", {}, line)),
    hit.snippet && element("p", { class: "lines" }, inMarks(hit.snippetPieces)),
    element("p", { class: "marks" },
      hit.status !== "published" && element("strong", { class: "warn" }, hit.status[0].toUpperCase() + hit.status.slice(1)),
      hit.topic && element("a", { href: new URL(`topics/${hit.topic.slug}/`, root).href }, hit.topic.name),
      ...["code", "pdf"].filter((kind) => hit.links.includes(kind)).map((kind) => element("span", { class: kind }, kind === "pdf" ? "PDF" : "Code"))),
  );
}
