// Owns the reading list of this browser, for the lifetime of a page: one key of the local storage, which all tabs share.
import { KEY } from "./stars.js";
import { empty, listText, merged, parseList, shown } from "./list.js";

/** @typedef {import("./list.js").List} List @typedef {"" | "blocked" | "full" | "damaged" | "newer"} Fault */

/** What a reader is told when something could not be kept. @type {Record<Exclude<Fault, "">, string>} */
export const SAID = {
  blocked: "This browser keeps nothing for this site (storage is switched off or blocked), so nothing was saved.",
  full: "The storage of this browser is full, so this was not saved. What was saved before is still there.",
  damaged: "The stored reading list cannot be read. It is left as it was, and can be saved as a file on the page of the list.",
  newer: "The stored reading list was written by a newer version of this site. It is left as it was: reload the page.",
};

export class Store {
  /**
   * @param {() => Storage} storage asked anew each time, because a browser may refuse it at any time
   * @param {() => number} now
   */
  constructor(storage = () => localStorage, now = Date.now) {
    this.storage = storage;
    this.now = now;
    /** @type {List} */
    this.list = empty();
    /** Why the list cannot be read or was not kept. @type {Fault} */
    this.fault = "";
    /** What is stored and cannot be used. */
    this.raw = "";
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.read();
  }

  /** Listen to the other tabs. @param {Window} window */
  mount(window) {
    window.addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.hear(event.key === null ? null : event.newValue);
    });
    // A page that comes out of the browser's cache has not heard what happened meanwhile.
    window.addEventListener("pageshow", (event) => { if (/** @type {PageTransitionEvent} */ (event).persisted) this.refresh(); });
  }

  /** @param {() => void} listener called after each change */
  subscribe(listener) {
    this.listeners.add(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }

  refresh() {
    this.read();
    this.tell();
  }

  /** Take over what is stored. @param {List} [mine] what this tab knows beside it */
  read(mine) {
    try {
      this.take(this.storage().getItem(KEY), mine);
    } catch {
      this.fault = "blocked";
    }
  }

  /** @param {string | null} text null when there is none, or when it was deleted @param {List} [mine] */
  take(text, mine) {
    const found = text === null ? empty() : parseList(text);
    const isRead = typeof found !== "string";
    this.fault = isRead ? "" : found;
    this.raw = isRead ? "" : text ?? "";
    if (isRead) this.list = mine && text !== null ? merged(mine, found) : found;
  }

  /** Another tab has written; what it did not know of is written again. @param {string | null} text */
  hear(text) {
    this.take(text, this.list);
    if (!this.fault && text !== null && listText(this.list, this.now()) !== text) this.write(this.list);
    this.tell();
  }

  /**
   * Change the list; false when the change could not be kept, and `fault` says why.
   * @param {(list: List, now: number) => List} change
   */
  update(change) {
    // Another tab may have written over what this one wrote, and the word of it be still on its way.
    this.read(this.list);
    const isKept = !["blocked", "damaged", "newer"].includes(this.fault) && this.write(change(this.list, this.now()));
    this.tell();
    return isKept;
  }

  /** @param {List} list */
  write(list) {
    try {
      this.storage().setItem(KEY, listText(list, this.now()));
    } catch (error) {
      this.fault = error instanceof DOMException && /quota/i.test(error.name) && this.isUsable() ? "full" : "blocked";
      return false;
    }
    this.list = list;
    this.fault = "";
    return true;
  }

  /** Whether anything at all can be stored: some browsers say in private windows that their storage is full. */
  isUsable() {
    try {
      const { length } = this.storage();
      return length > 0;
    } catch {
      return false;
    }
  }

  /** Begin anew where what is stored cannot be used; it stays beside the new list. */
  beginAnew() {
    const { raw } = this;
    try {
      const storage = this.storage();
      storage.setItem(`${KEY}.unread-${this.now()}`, raw);
      storage.removeItem(KEY);
    } catch {
      return false;
    }
    this.refresh();
    return true;
  }

  /** The release of the catalogue in which the papers were last looked for. */
  get release() {
    return this.list.rest.release;
  }

  /** How many papers stand on the list. */
  get count() {
    return shown(this.list).length;
  }
}
