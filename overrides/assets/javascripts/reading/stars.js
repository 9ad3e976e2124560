// "Save" on papers: on their pages, in lists, at what a search finds; and how many are saved, in the header.
import { announce } from "../announcer.js";
import { notify } from "../notice.js";
import { eachItem } from "../rows.js";
import { factsOfItem, factsOfPage } from "./facts.js";
import { findEntry, withFacts, withPaper, without } from "./list.js";
import { SAID } from "./store.js";

/** @typedef {import("./entries.js").Facts} Facts @typedef {import("./store.js").Store} Store */

/** Owns the buttons of a page and what they say. */
export class Stars {
  /** @param {Store} store @param {Document} page */
  constructor(store, page) {
    this.store = store;
    this.page = page;
    /** @type {Map<HTMLButtonElement, Facts>} */
    this.buttons = new Map();
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll(".links a"));
    // By the whole address: on the page itself the link is short.
    this.link = [...links].find(({ href }) => href.endsWith("/reading-list/"));
    this.count = page.createElement("span");
    this.count.className = "count";
    this.link?.append(this.count);
    store.subscribe(() => this.show());
  }

  /** Put a button on each paper of the page. */
  mount() {
    const paper = factsOfPage(this.page);
    if (paper) {
      this.renew(paper);
      this.page.querySelector(".paper .actions")?.append(this.button(paper));
    }
    eachItem(this.page, (item) => {
      const facts = factsOfItem(item);
      if (facts) item.querySelector(".marks")?.append(this.button(facts));
    });
    this.show();
  }

  /** What a paper's own page says of it is the newest; it also names those that were saved by their address alone. @param {Facts} facts */
  renew(facts) {
    const entry = findEntry(this.store.list, facts);
    if (entry && !entry.removed && isOther(entry, facts)) this.store.update((list, now) => withFacts(list, entry, facts, now));
  }

  /** @param {Facts} facts @param {string} [label] where many stand together */
  button(facts, label) {
    const made = this.page.createElement("button");
    made.type = "button";
    made.className = "save";
    made.dataset.save = "";
    made.textContent = "Save";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", () => this.toggle(facts));
    this.buttons.set(made, facts);
    this.showButton(made, facts);
    return made;
  }

  /** @param {Facts} facts */
  toggle(facts) {
    const entry = findEntry(this.store.list, facts);
    const isSaved = Boolean(entry && !entry.removed);
    const isKept = this.store.update((list, now) => (isSaved && entry ? without(list, entry.id, now) : withPaper(list, facts, now)));
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
    this.count.textContent = count ? ` ${count.toLocaleString("en")}` : "";
    for (const [button, facts] of this.buttons) {
      // What a search has found before is gone from the page.
      if (this.page.contains(button)) this.showButton(button, facts);
      else this.buttons.delete(button);
    }
  }

  /** @param {HTMLButtonElement} button @param {Facts} facts */
  showButton(button, facts) {
    const entry = findEntry(this.store.list, facts);
    button.setAttribute("aria-pressed", String(Boolean(entry && !entry.removed)));
  }
}

/** @param {Facts} entry @param {Facts} facts */
const isOther = (entry, facts) => Object.entries(facts).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(/** @type {any} */ (entry)[name]));
