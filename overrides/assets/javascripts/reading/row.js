// One paper of the reading list as an item of the page: what is known of it, what its reader wrote, and what she can do.
import { readable } from "../search/readable.js";
import { element } from "../search/nodes.js";
import { tagsOf } from "./entries.js";

/** @typedef {import("./entries.js").Entry} Entry */
/**
 * @typedef {{change: (id: string, change: Partial<Entry>) => void, move: (id: string, step: 1 | -1) => void,
 *   remove: (id: string) => void}} Deeds
 */

/** How long a reader pauses before what she wrote is kept, in milliseconds. */
const PAUSE = 400;
/** Authors that are named. */
const NAMED = 4;

/** @param {import("./entries.js").Facts} facts @returns {string} */
export function factsLine({ authors, others, venue, year }) {
  const more = others + Math.max(0, authors.length - NAMED);
  const people = authors.slice(0, NAMED).join(", ") + (more ? ` and ${more} more` : "");
  return [people, venue, venue.includes(year) ? "" : year].filter(Boolean).join(" · ");
}

/** Where a paper stands; one without an address is searched for. @param {{slug: string, title: string}} entry @param {URL} root */
export function addressOf({ slug, title }, root) {
  const path = slug ? `papers/${slug}/` : `search/?${new URLSearchParams({ q: readable(title).slice(0, 200) })}`;
  return new URL(path, root).href;
}

/** Owns the nodes of one entry. */
export class Row {
  /** @param {Entry} entry @param {URL} root @param {Deeds} deeds */
  constructor(entry, root, deeds) {
    this.entry = entry;
    this.root = root;
    this.deeds = deeds;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const button = (/** @type {string} */ words, /** @type {() => void} */ click) => element("button", { type: "button", click }, words);
    this.title = /** @type {HTMLAnchorElement} */ (element("a", {}));
    this.facts = element("p", { class: "facts" });
    this.gone = element("p", { class: "small warn" }, "This catalogue has the paper no longer.");
    this.note = element("p", { class: "note" });
    this.tags = element("p", { class: "tags" });
    this.read = button("Read", () => deeds.change(this.entry.id, { read: !this.entry.read }));
    this.edit = button("Note and tags", () => this.open(this.form.hidden));
    this.copy = element("button", { type: "button", "data-copy": true }, "Copy BibTeX");
    this.up = button("Up", () => deeds.move(this.entry.id, -1));
    this.down = button("Down", () => deeds.move(this.entry.id, 1));
    const remove = element("button", { type: "button", "data-save": true, click: () => deeds.remove(this.entry.id) }, "Remove");
    this.noteField = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "3" }));
    this.tagsField = /** @type {HTMLInputElement} */ (element("input", { autocomplete: "off" }));
    this.form = element("form", { hidden: true, submit: (/** @type {Event} */ event) => { event.preventDefault(); this.open(false); }, input: () => this.typed() },
      element("label", {}, "Note", this.noteField), element("label", {}, "Tags, with commas between", this.tagsField),
      element("button", { type: "submit" }, "Done"));
    this.node = element("li", {}, element("h2", {}, this.title), this.facts, this.gone, this.tags, this.note,
      element("p", { class: "marks" }, this.read, this.edit, this.up, this.down, this.copy, remove));
    this.show(entry);
  }

  /** @param {Entry} entry */
  show(entry) {
    this.entry = entry;
    const title = readable(entry.title);
    this.title.href = addressOf(entry, this.root);
    this.title.replaceChildren(element("bdi", {}, title));
    this.facts.replaceChildren(element("bdi", {}, factsLine(entry)));
    this.gone.hidden = !entry.gone;
    this.note.textContent = entry.note;
    this.tags.replaceChildren(...entry.tags.map((tag) => element("bdi", {}, tag)));
    this.node.classList.toggle("read", entry.read);
    this.read.setAttribute("aria-pressed", String(entry.read));
    this.edit.setAttribute("aria-expanded", String(!this.form.hidden));
    this.node.setAttribute("aria-label", title);
    this.copy.hidden = !entry.slug || entry.gone;
    // Nobody's words are changed while she writes them.
    if (document.activeElement !== this.noteField) this.noteField.value = entry.note;
    if (document.activeElement !== this.tagsField) this.tagsField.value = entry.tags.join(", ");
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    if (!isOpen) this.keep();
    // The page has a form only where one is needed: of the rows of a list there may be thousands.
    this.node.append(this.form);
    this.form.hidden = !isOpen;
    // What is being written is not shown a second time: it would push the fields away under the pointer.
    this.node.classList.toggle("open", isOpen);
    this.edit.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? this.noteField : this.edit).focus();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  /** Keep what is written in the fields, where it is something new. */
  keep() {
    clearTimeout(this.timer);
    if (this.form.hidden) return;
    const note = this.noteField.value, tags = tagsOf(this.tagsField.value);
    if (note !== this.entry.note || tags.join() !== this.entry.tags.join()) this.deeds.change(this.entry.id, { note, tags });
  }
}
