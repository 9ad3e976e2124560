// The list of topics becomes a filter: with some chosen, only their papers keep their colours and their names.
import { counted, element, papers, quiet } from "../search/nodes.js";

/** @typedef {{slug: string, name: string, colour: string, papers: number, x: number, y: number}} Topic the middle of its papers is at x, y */

/** The topics, their names and colours from the page and the rest from the manifest. @param {HTMLElement} list @param {import("./points.js").Manifest} manifest @returns {Topic[]} */
export function topicsOf(list, { topics }) {
  const links = [...list.querySelectorAll("a")];
  return topics.map(([slug, count, x, y], at) => ({ slug, name: links[at]?.textContent ?? slug, colour: links[at]?.className ?? "tx", papers: count, x, y }));
}

/** The slugs that an address names, of those that there are. @param {string} search @param {Set<string>} known */
export const chosenIn = (search, known) => new Set(new URLSearchParams(search).getAll("topic").filter((slug) => known.has(slug)));

/** The address that says what is chosen, in the order of the topics. @param {string} path @param {Topic[]} topics @param {Set<string>} chosen */
export function addressOf(path, topics, chosen) {
  const values = new URLSearchParams(topics.filter(({ slug }) => chosen.has(slug)).map(({ slug }) => ["topic", slug]));
  return values.size ? `${path}?${values}` : path;
}

/** Owns the choice of topics; the address of the page says it. */
export class Legend {
  /** @param {HTMLElement} place @param {Topic[]} topics @param {() => void} changed */
  constructor(place, topics, changed) {
    this.topics = topics;
    this.changed = changed;
    this.chosen = chosenIn(location.search, new Set(topics.map(({ slug }) => slug)));
    this.status = element("p", { class: "small", role: "status" });
    this.clear = quiet(() => this.choose(() => this.chosen.clear()), "Show all topics");
    this.list = element("ul", {}, ...topics.map((topic) => this.choice(topic)));
    place.querySelector("ul")?.replaceWith(element("div", { class: "told" }, this.status, this.clear), this.list);
    this.tell();
  }

  /** @param {Topic} topic */
  choice({ slug, name, colour, papers: count }) {
    const id = `topic-${slug}`;
    const change = () => this.choose(() => { if (!this.chosen.delete(slug)) this.chosen.add(slug); });
    return element("li", {},
      element("input", { type: "checkbox", id, checked: this.chosen.has(slug), change }),
      element("label", { for: id }, element("span", { class: colour }, name), element("span", { class: "count" }, counted(count))));
  }

  /** @param {() => void} change */
  choose(change) {
    change();
    history.replaceState(history.state, "", addressOf(location.pathname, this.topics, this.chosen));
    this.list.querySelectorAll("input").forEach((box, at) => { box.checked = this.chosen.has(this.topics[at].slug); });
    if (document.activeElement === this.clear && !this.chosen.size) this.list.querySelector("input")?.focus();
    this.tell();
    this.changed();
  }

  /** @param {number} topic its number */
  isShown(topic) {
    return !this.chosen.size || this.chosen.has(this.topics[topic].slug);
  }

  tell() {
    const shown = this.topics.filter((_, at) => this.isShown(at));
    const count = shown.reduce((sum, topic) => sum + topic.papers, 0);
    this.clear.hidden = !this.chosen.size;
    this.status.textContent = this.chosen.size ? `${shown.length} of ${this.topics.length} topics, ${papers(count)}` : papers(count);
  }
}
