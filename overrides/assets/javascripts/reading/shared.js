// A list that somebody shares, shown before anything is done with it: it is added only when the reader says so.
import { announce } from "../announcer.js";
import { button } from "../cite/download.js";
import { notify } from "../notice.js";
import { readable } from "../search/readable.js";
import { element, papers } from "../search/nodes.js";
import { isShared, parseFragment } from "./link.js";
import { findEntry, joined } from "./list.js";
import { addressOf, factsLine } from "./row.js";
import { SAID } from "./store.js";

/** @typedef {import("./entries.js").Facts} Facts @typedef {import("./store.js").Store} Store */

/** Owns the place of the page in which a shared list is shown. */
export class Shared {
  /** @param {Store} store @param {URL} root @param {import("./stars.js").Stars} stars */
  constructor(store, root, stars) {
    this.store = store;
    this.root = root;
    this.stars = stars;
    this.node = element("section", { class: "shared", "aria-label": "A shared list", hidden: true });
  }

  mount() {
    addEventListener("hashchange", () => this.show());
    return this.show();
  }

  /** Show the list that the address has, if it has one. */
  async show() {
    this.node.hidden = !isShared(location.hash);
    if (this.node.hidden) return;
    try {
      const { papers: found, unread } = await parseFragment(location.hash);
      this.node.replaceChildren(...this.list(found, unread));
    } catch {
      this.node.replaceChildren(element("h2", {}, "A shared list"), element("p", { role: "note" }, "The list of this link cannot be read: part of it is missing or was changed. Your own list is as it was."), button("Close", () => this.close()));
    }
  }

  /** @param {Facts[]} found @param {number} unread */
  list(found, unread) {
    const fresh = found.filter((facts) => findEntry(this.store.list, facts)?.removed !== false);
    const old = found.length - fresh.length;
    const words = `Somebody shares ${papers(found.length)} with you${old ? `, of which ${old} ${old === 1 ? "is" : "are"} on your list` : ""}. Nothing is added until you say so.`;
    const add = fresh.length ? [button(`Add ${fresh.length === found.length ? "all" : `the ${fresh.length} new ones`} to my list`, () => this.add(found))] : [];
    return [
      element("h2", {}, "A shared list"), element("p", {}, words), unread ? element("p", { class: "warn" }, `${unread} of its entries cannot be read.`) : "",
      element("p", { class: "choice" }, ...add, " ", button("Close", () => this.close())),
      element("ol", { class: "items", "data-own": true }, ...found.map((facts) => this.item(facts))),
    ].filter((node) => node instanceof Node);
  }

  /** @param {Facts} facts */
  item(facts) {
    const line = factsLine(facts);
    return element("li", {}, element("h3", {}, element("a", { href: addressOf(facts, this.root) }, element("bdi", {}, readable(facts.title)))),
      line && element("p", { class: "facts" }, element("bdi", {}, line)), element("p", { class: "marks" }, this.stars.button(() => facts)));
  }

  /** @param {Facts[]} found */
  add(found) {
    let added = 0;
    const isKept = this.store.update((list, now) => {
      const next = joined(list, found, now);
      added = next.added;
      return next.list;
    });
    if (!isKept && this.store.fault) return notify(SAID[this.store.fault]);
    this.close();
    announce(`${papers(added)} added`);
  }

  close() {
    history.replaceState(null, "", location.pathname + location.search);
    this.node.hidden = true;
    this.node.replaceChildren();
  }
}
