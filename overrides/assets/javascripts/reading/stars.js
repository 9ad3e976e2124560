// "Save" on papers: on their pages, in lists, at what a search finds. What reads and changes the reading list is loaded where
// there is a list, else when a reader reaches for a button: most first visits are without.
import { eachItem, linkOf, marksOf } from "../rows.js";

/** The name of the list in the storage of the browser. The path of the site's root is part of it, so that sites on one host do not share a list. */
export const KEY = `${new URL("../../..", import.meta.url).pathname}.reading-list.1`;
const WORD = "Save", FAILED = "Not saved: try again";

/**
 * @typedef {import("./entries.js").Facts} Facts @typedef {import("./saved.js").Saved} Saved
 * @typedef {(facts: typeof import("./facts.js")) => Facts | null} Read what finds out which paper a button is of
 */

/** Owns the buttons of a page. */
export class Stars {
  /** @param {Document} page */
  constructor(page) {
    this.page = page;
    /** @type {Map<HTMLButtonElement, Read>} */
    this.buttons = new Map();
    /** The list, once it is loaded. @type {Saved | undefined} */
    this.saved = undefined;
    /** @type {Promise<Saved> | undefined} */
    this.loading = undefined;
    /** What was pressed before the list was loaded. @type {Promise<void> | undefined} */
    this.pressed = undefined;
  }

  /** Put a button on each paper of the page. @param {Window} window */
  async mount(window) {
    // Another tab may begin a list, and so may a later page, from which this one is come back to.
    window.addEventListener("storage", () => this.look());
    window.addEventListener("pageshow", () => this.look());
    this.page.addEventListener("click", (event) => this.hold(event));
    // With a list the buttons say from the first what is saved.
    await this.look();
    this.page.querySelector(".paper .actions")?.append(this.button(({ factsOfPage }) => factsOfPage(this.page)));
    this.saved?.renew();
    eachItem(this.page, (item) => {
      if (linkOf(item)) marksOf(item).append(this.button(({ factsOfItem }) => factsOfItem(item)));
    });
  }

  /** Load the list if there is one. */
  async look() {
    try {
      if (localStorage.getItem(KEY) !== null) await this.load();
    } catch {
      // Storage is off, or the modules do not come: who wants to save is told then.
    }
  }

  /** @returns {Promise<Saved>} */
  load() {
    // All modules at once: what is found out one after the other costs a way to the server each.
    this.loading ??= Promise.all([
      import("./saved.js"), import("./store.js"), import("./facts.js"), import("./list.js"), import("./entries.js"), import("../cite/text.js"), import("../announcer.js"), import("../notice.js"),
      import("../search/nodes.js"),
    ]).then(([{ Saved }, { Store }]) => (this.saved = new Saved(new Store(), this)));
    this.loading.catch(() => { this.loading = undefined; });
    return this.loading;
  }

  /** @param {Read} read @param {string} [label] where many stand together */
  button(read, label) {
    const made = this.page.createElement("button");
    made.type = "button";
    made.className = "save";
    made.dataset.save = "";
    made.textContent = WORD;
    made.setAttribute("aria-pressed", "false");
    if (label) made.setAttribute("aria-label", label);
    // Whoever comes near with mouse, finger or Tab may press it next.
    for (const near of ["pointerenter", "focus"]) made.addEventListener(near, () => { this.load().catch(() => {}); }, { once: true });
    made.addEventListener("click", () => {
      const pressed = this.press(made);
      if (!this.saved) this.pressed = pressed;
    });
    this.buttons.set(made, read);
    this.saved?.showButton(made);
    return made;
  }

  /** @param {HTMLButtonElement} button */
  async press(button) {
    try {
      const saved = await this.load();
      button.textContent = WORD;
      saved.toggle(button);
    } catch {
      button.textContent = FAILED;
    }
    this.pressed = undefined;
  }

  /** Who follows a link the moment after goes on when the paper is saved. @param {MouseEvent} event */
  hold(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!this.pressed || !link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.pressed.finally(() => location.assign(link.href));
  }
}
