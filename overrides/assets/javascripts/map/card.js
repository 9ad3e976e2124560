// The card beside a point: the title of its paper as a link, its topic and year, and who else stands in the same place.
import { element } from "../search/nodes.js";

/** Pixels between a point and its card, and between the card and the edge. */
const APART = 10;
/** Titles of one place that are named; of more there is only a number. */
const MOST = 5;

/**
 * @typedef {import("./files.js").Title} Title
 * @typedef {{name: string, colour: string}} Topic
 */

/** Owns the card and the ring around the point that it belongs to. */
export class Card {
  /** @param {HTMLElement} frame @param {import("./files.js").Files} files */
  constructor(frame, files) {
    this.files = files;
    this.node = element("div", { class: "card", hidden: true });
    this.ring = element("div", { class: "ring", hidden: true });
    this.size = { width: 0, height: 0 };
    /** Which title was asked for last: a slower answer to an earlier question is dropped. */
    this.asked = 0;
    frame.append(this.ring, this.node);
  }

  /**
   * Show the papers of one place; resolves to the words of the first, or to none where another was asked for meanwhile.
   * @param {number[]} points the nearest first @param {(point: number) => Topic} topicOf @returns {Promise<string>}
   */
  async show(points, topicOf) {
    const asked = ++this.asked;
    const named = points.slice(0, MOST);
    /** @type {Title[]} */
    let titles;
    try {
      titles = await Promise.all(named.map((point) => this.files.title(point)));
    } catch {
      if (asked === this.asked) this.fill(element("p", {}, "The title could not be loaded."));
      return "";
    }
    if (asked !== this.asked) return "";
    this.fill(
      ...titles.map((title, at) => this.entry(title, topicOf(named[at]))),
      points.length > MOST && element("p", { class: "small" }, `${points.length - MOST} more stand here: zoom in to part them.`),
    );
    const { name } = topicOf(points[0]);
    return `${titles[0].title}. ${name}${points.length > 1 ? `. ${points.length - 1} more here` : ""}`;
  }

  /** @param {(Node | false)[]} nodes */
  fill(...nodes) {
    this.node.replaceChildren(...nodes.filter((node) => node instanceof Node));
    this.node.hidden = false;
    this.size = { width: this.node.offsetWidth, height: this.node.offsetHeight };
  }

  /** @param {Title} title @param {Topic} topic */
  entry({ slug, title, year }, { name, colour }) {
    const address = new URL(`papers/${slug}/`, this.files.root).href;
    return element("p", {},
      element("a", { href: address }, element("bdi", {}, title)),
      element("small", {}, element("span", { class: colour }, name), year ? ` · ${year}` : ""));
  }

  /** Put the card beside its point, and away where the point is not on the map. @param {[number, number]} place @param {import("./view.js").Size} window @param {number} radius */
  stand([left, top], { width, height }, radius) {
    const isOut = left < 0 || top < 0 || left > width || top > height;
    this.ring.hidden = isOut;
    this.node.classList.toggle("away", isOut);
    this.ring.style.transform = `translate(${left}px, ${top}px)`;
    this.ring.style.setProperty("--radius", `${radius + 3}px`);
    const x = left + APART + this.size.width > width - APART ? left - APART - this.size.width : left + APART;
    const y = Math.min(top + APART, height - APART - this.size.height);
    this.node.style.transform = `translate(${Math.round(Math.max(x, APART))}px, ${Math.round(Math.max(y, APART))}px)`;
  }

  /** The address that its first link leads to, once the title is there. */
  get address() {
    return this.node.hidden ? undefined : this.node.querySelector("a")?.href;
  }

  hide() {
    this.asked++;
    this.node.hidden = true;
    this.ring.hidden = true;
  }
}
