// What is on the reading list, as the buttons of a page and the number in its header say it, and what a press of a button does.
import { announce } from "../announcer.js";
import { notify } from "../notice.js";
import { counted } from "../search/nodes.js";
import * as facts from "./facts.js";
import { findEntry, withFacts, withPaper, without } from "./list.js";
import { SAID } from "./store.js";

/** @typedef {import("./entries.js").Facts} Facts @typedef {import("./store.js").Store} Store */

/** Owns the list of a page, and what its buttons say. */
export class Saved {
  /** @param {Store} store @param {import("./stars.js").Stars} stars */
  constructor(store, stars) {
    this.store = store;
    this.stars = stars;
    this.page = stars.page;
    /** @type {WeakMap<HTMLButtonElement, Facts | null>} */
    this.papers = new WeakMap();
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (this.page.querySelectorAll(".links a"));
    // By the whole address: on the page itself the link is short.
    this.link = [...links].find(({ href }) => href.endsWith("/reading-list/"));
    this.count = this.page.createElement("span");
    this.count.className = "count";
    this.link?.append(this.count);
    store.mount(window);
    store.subscribe(() => this.show());
    this.show();
  }

  /** What a paper's own page says of it is the newest; it also names those that were saved by their address alone. */
  renew() {
    const paper = facts.factsOfPage(this.page), entry = paper && findEntry(this.store.list, paper);
    if (paper && entry && !entry.removed && isOther(entry, paper)) this.store.update((list, now) => withFacts(list, entry, paper, now));
  }

  /** The paper of a button. @param {HTMLButtonElement} button @returns {Facts | null} */
  paperOf(button) {
    const known = this.papers.get(button) ?? this.stars.buttons.get(button)?.(facts) ?? null;
    this.papers.set(button, known);
    return known;
  }

  /** @param {HTMLButtonElement} button */
  toggle(button) {
    const paper = this.paperOf(button);
    if (!paper) return;
    const entry = findEntry(this.store.list, paper);
    const isSaved = Boolean(entry && !entry.removed);
    const isKept = this.store.update((list, now) => (isSaved && entry ? without(list, entry.id, now) : withPaper(list, paper, now)));
    const { fault } = this.store;
    if (!isKept && fault) return notify(SAID[fault], ...(this.link ? [this.wayTo(this.link.href)] : []));
    announce(isSaved ? "Removed from the reading list" : "Saved to the reading list");
  }

  /** @param {string} address */
  wayTo(address) {
    const link = this.page.createElement("a");
    link.href = address;
    link.textContent = "Reading list";
    return link;
  }

  show() {
    const { count } = this.store;
    this.count.textContent = count ? ` ${counted(count)}` : "";
    for (const button of this.stars.buttons.keys()) {
      // What a search has found before is gone from the page.
      if (this.page.contains(button)) this.showButton(button);
      else this.stars.buttons.delete(button);
    }
  }

  /** @param {HTMLButtonElement} button */
  showButton(button) {
    const paper = this.paperOf(button), entry = paper && findEntry(this.store.list, paper);
    button.setAttribute("aria-pressed", String(Boolean(entry && !entry.removed)));
  }
}

/** @param {Facts} entry @param {Facts} paper */
const isOther = (entry, paper) => Object.entries(paper).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(/** @type {any} */ (entry)[name]));
