// What can be done with the list as a whole: take it away as a file, bring one in, share it as an address.
import { announce } from "../announcer.js";
import { button, download } from "../cite/download.js";
import { notify } from "../notice.js";
import { counted, element, papers } from "../search/nodes.js";
import { NAMES, save } from "./exports.js";
import { parseFile } from "./file.js";
import { LONG, fragmentOf } from "./link.js";
import { joined } from "./list.js";
import { findSlugs, getterOf } from "./names.js";
import { SAID } from "./store.js";

/** @typedef {import("./entries.js").Entry} Entry @typedef {import("./store.js").Store} Store */

/** A file that is larger is no reading list. */
const LARGEST = 50_000_000;
/** Faults of a file that are shown; who has more reads the others after a click. */
const SHOWN = 5;

/** Owns the tools of the page and what they say. */
export class Tools {
  /** @param {Store} store @param {URL} root @param {() => Entry[]} chosen the papers that the page shows */
  constructor(store, root, chosen) {
    this.store = store;
    this.root = root;
    this.chosen = chosen;
    this.label = element("span", {});
    this.file = /** @type {HTMLInputElement} */ (element("input", { type: "file", accept: ".json,.jsonl,.txt", "aria-label": "A file of a reading list", hidden: true, change: () => this.take() }));
    this.out = [this.label, ...NAMES.map((name) => button(name, () => this.save(name)))];
    this.sharing = button("Share as a link", () => this.share());
    this.said = element("div", { class: "said" });
    this.node = element("div", { class: "exchange" },
      element("p", {}, ...this.out, this.sharing, button("Import a file", () => this.file.click()), this.file), this.said);
  }

  /** @param {number} count of all papers of the list */
  show(count) {
    const chosen = this.chosen().length;
    this.label.textContent = chosen === count ? "Export:" : `Export these ${chosen}:`;
    for (const node of [...this.out, this.sharing]) node.hidden = !chosen;
  }

  /** @param {string} name */
  async save(name) {
    try {
      const entries = this.chosen();
      await save(name, entries, this.root);
      announce(`${papers(entries.length)} exported`);
    } catch {
      notify("The export failed, because the references could not be loaded: please try again. JSON needs no loading.");
    }
  }

  async share() {
    const entries = this.chosen();
    const address = new URL(`reading-list/${await fragmentOf(entries)}`, this.root).href;
    const field = /** @type {HTMLInputElement} */ (element("input", { readonly: true, value: address, "aria-label": "Address of the shared list", focus: () => field.select() }));
    const copy = button("Copy the link", async () => {
      try {
        await navigator.clipboard.writeText(address);
        copy.textContent = "Copied";
      } catch {
        field.focus();
      }
    });
    const long = address.length > LONG ? ` It has ${counted(address.length)} characters, which some programs cut: the JSON file is the safer way.` : "";
    const words = `Whoever opens this link sees ${papers(entries.length)}: titles, authors and years, but none of your notes, tags and marks. The list stands in the link itself; no server has it.${long}`;
    this.said.replaceChildren(element("p", {}, words), element("p", { class: "address" }, field, copy));
    copy.focus();
  }

  /** Take in the chosen file. */
  async take() {
    const file = this.file.files?.[0];
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("too large");
      await this.join(parseFile(await file.text()));
    } catch {
      this.tell("Nothing was imported.", [`${file.name} cannot be read as a reading list`]);
    }
    // The same file may be chosen again, once it was mended.
    this.file.value = "";
  }

  /** @param {import("./file.js").Found} found */
  async join({ entries, faults, site }) {
    const here = await this.placed(entries, site === "" || site === this.root.href);
    let added = 0;
    const isKept = this.store.update((list, now) => {
      const next = joined(list, here, now);
      added = next.added;
      return next.list;
    });
    if (!isKept && this.store.fault) return this.tell(`Nothing was imported. ${SAID[this.store.fault]}`, faults);
    const known = entries.length - added;
    const said = [`${papers(added)} added`, ...(known ? [`${known} on the list before`] : []), ...(faults.length ? [`${faults.length} could not be read`] : [])];
    this.tell(`${said.join(", ")}.`, faults);
  }

  /** The papers with the addresses that they have here; those of another site are worth nothing. @param {Entry[]} entries @param {boolean} isOwn */
  async placed(entries, isOwn) {
    try {
      const slugs = await findSlugs(entries, getterOf(this.root));
      return entries.map((entry, at) => ({ ...entry, slug: slugs[at] ?? (isOwn ? entry.slug : ""), gone: slugs[at] === null }));
    } catch {
      // Without the catalogue's names, what the file says is the best that is known.
      return entries;
    }
  }

  /** @param {string} words @param {string[]} faults */
  tell(words, faults) {
    const item = (/** @type {string} */ fault) => element("li", {}, fault);
    const rest = faults.slice(SHOWN);
    const more = rest.length && element("details", {}, element("summary", {}, `${rest.length} more`), element("ul", {}, ...rest.map(item)));
    this.said.replaceChildren(element("p", { role: "status" }, words), faults.length ? element("ul", { class: "faults" }, ...faults.slice(0, SHOWN).map(item)) : "", more || "");
  }
}

/** What can be done where the stored list cannot be used. @param {Store} store @param {() => void} done @returns {HTMLElement[]} */
export function rescue(store, done) {
  if (!store.raw) return [];
  const keep = button("Save it as a file", () => download("reading-list-unread.txt", "text/plain", store.raw));
  const begin = button("Begin a new list", () => {
    if (!store.beginAnew()) notify("There is no room to keep the old list beside a new one: save it as a file, and free some storage of this site.");
    done();
  });
  return [keep, begin];
}
