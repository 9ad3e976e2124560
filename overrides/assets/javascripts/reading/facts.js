// What an open page says of a paper: its own page, or an item of a list. Nothing is asked of the server.
import { textOf } from "../cite/text.js";
import { linkOf } from "../rows.js";
import { nameOfSlug, parseFacts } from "./entries.js";

/** @typedef {import("./entries.js").Facts} Facts */

/** The end of a line of authors of whom some are not named. */
const OTHERS = / and (\d+) more$/;

/** @param {string} address @returns {string} empty where it is not that of a paper */
const slugOf = (address) => /\/papers\/([a-z0-9-]+)\/$/.exec(new URL(address).pathname)?.[1] ?? "";

/** The paper of a page. @param {Document} page @returns {Facts | null} */
export function factsOfPage(page) {
  const article = /** @type {HTMLElement | null} */ (page.querySelector("article.paper"));
  const title = article?.querySelector("h1");
  if (!article || !title) return null;
  const meta = (/** @type {string} */ name) => [...page.querySelectorAll(`meta[name="${name}"]`)].map((one) => one.getAttribute("content"));
  return checked({
    id: article.dataset.id,
    slug: slugOf(page.location.href),
    title: textOf(title),
    authors: meta("citation_author"),
    venue: article.querySelector('.facts a[href*="venues/"]')?.textContent,
    year: meta("citation_publication_date")[0]?.slice(0, 4),
  });
}

/** The paper of an item of a list or of a search. @param {HTMLElement} item @returns {Facts | null} */
export function factsOfItem(item) {
  const link = linkOf(item);
  if (!link) return null;
  const slug = slugOf(link.href);
  return checked({ id: item.dataset.id ?? nameOfSlug(slug), slug, title: textOf(link), ...lineOfFacts(item.querySelector(":is(h2, h3) + p:not(.lines, .why, .marks)")) });
}

/** The paper of a hit. @param {import("../search/answers.js").ShownHit} hit @returns {Facts | null} */
export function factsOfHit({ url, title, authors, authorCount, venue, year }) {
  const slug = slugOf(url);
  return checked({ id: nameOfSlug(slug), slug, title, authors, others: authorCount - authors.length, venue, year });
}

/** @param {unknown} found */
function checked(found) {
  const facts = parseFacts(found);
  return typeof facts === "string" ? null : facts;
}

/** `Ada Example, Bo Example and 2 more · ICML 2024 · 2024`, of which each part may be missing. @param {Element | null} line */
function lineOfFacts(line) {
  const parts = (line?.textContent ?? "").split(" · ").filter(Boolean);
  const year = /^\d{4}$/.test(parts.at(-1) ?? "") ? parts.pop() : undefined;
  const people = line?.classList.contains("sole") ? "" : parts.shift() ?? "";
  const venue = parts.join(" · ");
  const others = Number(OTHERS.exec(people)?.[1] ?? 0);
  return { authors: people.replace(OTHERS, "").split(", "), others, venue, year: year ?? /\b\d{4}\b/.exec(venue)?.[0] };
}
