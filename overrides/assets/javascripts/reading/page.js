// The page of the reading list: the saved papers in their order, with what their reader wrote, and what can be done with all.
import { announce } from "../announcer.js";
import { notify, quiet } from "../notice.js";
import { element, keepFocus, papers } from "../search/nodes.js";
import { moved, shown, withChange, without } from "./list.js";
import { Row } from "./row.js";
import { SAID } from "./store.js";

/** @typedef {import("./entries.js").Entry} Entry @typedef {import("./store.js").Store} Store */
/** @typedef {"" | "unread" | `tag:${string}`} Filter which papers are shown: all, those that are not read, those with a tag */

/** Owns what the page shows. */
export class ReadingPage {
  /** @param {HTMLElement} article @param {Store} store */
  constructor(article, store) {
    this.article = article;
    this.store = store;
    this.root = new URL(article.dataset.root ?? "", location.href);
    this.list = /** @type {HTMLElement} */ (article.querySelector("ol.items"));
    this.status = element("p", { class: "count" });
    this.filters = element("div", { class: "filters", role: "group", "aria-label": "Which papers" });
    this.tools = element("div", { class: "tools" });
    this.state = element("div", { class: "state" });
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    /** @type {Filter} */
    this.filter = "";
    this.list.before(this.state, this.status, this.filters);
    this.list.after(this.tools);
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
  }

  /** @param {Parameters<Store["update"]>[0]} change */
  update(change) {
    const isKept = this.store.update(change);
    const { fault } = this.store;
    if (!isKept && fault) notify(SAID[fault]);
    return isKept;
  }

  /** @param {Entry} entry */
  isShown({ read, tags }) {
    return this.filter === "" || (this.filter === "unread" ? !read : tags.includes(this.filter.slice("tag:".length)));
  }

  show() {
    const all = shown(this.store.list);
    const tags = tally(all);
    if (this.filter.startsWith("tag:") && !tags.has(this.filter.slice("tag:".length))) this.filter = "";
    const some = all.filter((entry) => this.isShown(entry));
    const unread = all.filter(({ read }) => !read).length;
    this.status.textContent = all.length ? `${papers(all.length)}, ${unread} not read` : "";
    this.showFilters(all.length, unread, tags);
    this.showState(all.length);
    this.showRows(some);
    this.tools.hidden = !all.length;
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

  /** @param {number} count @param {number} unread @param {Map<string, number>} tags */
  showFilters(count, unread, tags) {
    /** @type {[Filter, string, number][]} */
    const choices = [["", "All", count], ["unread", "Not read", unread]];
    for (const [tag, number] of tags) choices.push([`tag:${tag}`, tag, number]);
    const isNeeded = count > 1 && (tags.size > 0 || unread < count);
    keepFocus(this.filters, () => this.filters.replaceChildren(...(isNeeded ? choices.map((choice) => this.choice(...choice)) : [])));
  }

  /** @param {Filter} filter @param {string} name @param {number} count */
  choice(filter, name, count) {
    const choose = () => {
      this.filter = filter;
      this.show();
    };
    return element("button", { type: "button", id: `choice-${encodeURIComponent(filter)}`, class: "chip", "aria-pressed": String(this.filter === filter), click: choose },
      element("bdi", {}, name), element("span", { class: "count" }, ` ${count}`));
  }

  /** What is to be said instead of a list, or before it. @param {number} count */
  showState(count) {
    const { fault, list } = this.store;
    const said = [];
    if (fault) said.push(element("p", { class: "banner", role: "note" }, SAID[fault]));
    if (list.unread.length) said.push(element("p", { class: "banner", role: "note" }, `${papers(list.unread.length)} of the stored list could not be read; they are kept as they are.`));
    if (!count && !fault) said.push(...empty(this.root));
    this.state.replaceChildren(...said);
  }

  /** @param {string} id @param {1 | -1} step */
  move(id, step) {
    const entries = shown(this.store.list).filter((entry) => this.isShown(entry));
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

/** How many papers have each tag, in the order of the alphabet. @param {Entry[]} entries @returns {Map<string, number>} */
function tally(entries) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const tag of entries.flatMap((entry) => entry.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other, "en")));
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

/** @param {HTMLElement} article @param {Store} store */
export function mountReading(article, store) {
  new ReadingPage(article, store).mount();
}
