// The page of the reading list: the saved papers in their order, with what their reader wrote, and what can be done with all.
import { announce } from "../announcer.js";
import { notify, quiet } from "../notice.js";
import { counted, element, papers } from "../search/nodes.js";
import { Choices } from "./choices.js";
import { moved, shown, withChange, withSlugs, without } from "./list.js";
import { findSlugs, getterOf, releaseOf } from "./names.js";
import { Row } from "./row.js";
import { Shared } from "./shared.js";
import { SAID } from "./store.js";
import { Tools, rescue } from "./tools.js";

/** @typedef {import("./entries.js").Entry} Entry @typedef {import("./store.js").Store} Store */

/** Owns what the page shows. */
export class ReadingPage {
  /** @param {HTMLElement} article @param {Store} store @param {import("./stars.js").Stars} stars */
  constructor(article, store, stars) {
    this.article = article;
    this.store = store;
    this.root = new URL(article.dataset.root ?? "", location.href);
    this.list = /** @type {HTMLElement} */ (article.querySelector("ol.items"));
    this.status = element("p", { class: "count" });
    this.choices = new Choices(() => this.show());
    this.tools = new Tools(store, this.root, () => this.chosen());
    this.shared = new Shared(store, this.root, stars);
    this.state = element("div", { class: "state" });
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.list.before(this.shared.node, this.state, this.status, this.tools.node, this.choices.node);
    /** @type {import("./row.js").Deeds} */
    this.deeds = {
      change: (id, change) => this.update((list, now) => withChange(list, id, change, now)),
      move: (id, step) => this.move(id, step),
      remove: (id) => this.remove(id),
    };
  }

  mount() {
    this.store.subscribe(() => this.show());
    this.list.addEventListener("keydown", (event) => this.key(event));
    addEventListener("pagehide", () => { for (const row of this.rows.values()) row.keep(); });
    this.show();
    this.shared.mount();
    this.follow();
  }

  /** Find the papers that have got another address, or left the catalogue, since it was published anew. */
  async follow() {
    try {
      const entries = shown(this.store.list), get = getterOf(this.root);
      const release = entries.length ? await releaseOf(get) : "";
      if (!release || release === this.store.release) return;
      const slugs = await findSlugs(entries, get);
      const found = new Map(entries.flatMap(({ id }, at) => (slugs[at] === undefined ? [] : [[id, slugs[at]]])));
      this.store.update((list, now) => withSlugs(list, found, release, now));
    } catch {
      // The next visit tries again; until then the old addresses lead on.
    }
  }

  /** @param {Parameters<Store["update"]>[0]} change */
  update(change) {
    const isKept = this.store.update(change);
    const { fault } = this.store;
    if (!isKept && fault) notify(SAID[fault]);
    return isKept;
  }

  /** The papers that the choice leaves. */
  chosen() {
    return this.choices.of(shown(this.store.list));
  }

  show() {
    const all = shown(this.store.list);
    this.choices.show(all);
    const unread = all.filter(({ read }) => !read).length;
    this.status.textContent = all.length ? `${papers(all.length)}, ${counted(unread)} not read` : "";
    this.showState(all.length);
    this.showRows(this.chosen());
    this.tools.show(all.length);
  }

  /** @param {Entry[]} entries */
  showRows(entries) {
    const rows = entries.map((entry) => this.rowOf(entry));
    const kept = new Set(rows);
    for (const [id, row] of this.rows) {
      if (kept.has(row)) continue;
      row.node.remove();
      if (!this.store.list.entries.has(id)) this.rows.delete(id);
    }
    keepPlace(this.list, () => rows.forEach(({ node }, at) => { if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] ?? null); }));
    rows.forEach((row, at) => {
      // Not disabled: what has the focus would lose it.
      row.up.setAttribute("aria-disabled", String(at === 0));
      row.down.setAttribute("aria-disabled", String(at === rows.length - 1));
    });
  }

  /** @param {Entry} entry */
  rowOf(entry) {
    const known = this.rows.get(entry.id);
    if (known) {
      if (known.entry !== entry) known.show(entry);
      return known;
    }
    const row = new Row(entry, this.root, this.deeds);
    this.rows.set(entry.id, row);
    return row;
  }

  /** What is to be said instead of a list, or before it. @param {number} count */
  showState(count) {
    const { fault, list } = this.store;
    const said = [];
    if (fault) said.push(element("div", { class: "banner", role: "note" }, element("p", {}, SAID[fault]), ...rescue(this.store, () => this.show())));
    if (list.unread.length) said.push(element("p", { class: "banner", role: "note" }, `${papers(list.unread.length)} of the stored list could not be read; they are kept as they are.`));
    if (!count && !fault) said.push(...empty(this.root));
    this.state.replaceChildren(...said);
  }

  /** @param {string} id @param {1 | -1} step */
  move(id, step) {
    const entries = this.chosen();
    const at = entries.findIndex((entry) => entry.id === id), neighbour = entries[at + step];
    if (!neighbour) return announce(step > 0 ? "This is the last paper" : "This is the first paper");
    if (this.update((list, now) => moved(list, id, neighbour.id, step > 0 ? "behind" : "before", now))) announce(`Moved to ${at + step + 1} of ${entries.length}`);
  }

  /** @param {string} id */
  remove(id) {
    const row = this.rows.get(id);
    const next = /** @type {HTMLElement | undefined} */ ((row?.node.nextElementSibling ?? row?.node.previousElementSibling)?.querySelector("a") ?? undefined);
    const hadFocus = row?.node.contains(document.activeElement);
    if (!this.update((list, now) => without(list, id, now))) return;
    if (hadFocus) next?.focus();
    const undo = element("button", { type: "button", click: () => {
      if (this.update((list, now) => withChange(list, id, { removed: false }, now))) quiet();
      this.rows.get(id)?.title.focus();
    } }, "Undo");
    notify("Removed from the list.", undo);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = { ArrowUp: /** @type {const} */ (-1), ArrowDown: /** @type {const} */ (1) }[event.key];
    const node = event.target instanceof Element ? event.target.closest("li") : null;
    const row = [...this.rows.values()].find((one) => one.node === node);
    if (!event.altKey || !step || !row || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.move(row.entry.id, step);
  }
}

/** What a reader reads who has saved nothing. @param {URL} root */
function empty(root) {
  const link = (/** @type {string} */ path, /** @type {string} */ words) => element("a", { href: new URL(path, root).href }, words);
  return [element("p", { class: "empty" }, "Nothing is saved yet. Each paper has a button ", element("strong", {}, "Save"), ", on its page and in every list; the key ", element("kbd", {}, "s"),
    " does the same. Begin with the ", link("latest/", "latest papers"), ", the ", link("topics/", "topics"), " or a ", link("search/", "search"), ".")];
}

/** Change the order of a list; a node that was taken out and put back has its focus again. @param {HTMLElement} list @param {() => void} change */
function keepPlace(list, change) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const stood = before && list.contains(before);
  change();
  if (stood && before.isConnected) before.focus();
}

/** @param {HTMLElement} article @param {Store} store @param {import("./stars.js").Stars} stars */
export function mountReading(article, store, stars) {
  new ReadingPage(article, store, stars).mount();
}
