// Which papers of the reading list are shown: all, those that are not read, those with a tag.
import { element, keepFocus } from "../search/nodes.js";

/** @typedef {import("./entries.js").Entry} Entry @typedef {"" | "unread" | `tag:${string}`} Choice */

const TAG = "tag:";

/** Owns what is chosen and the buttons for it. */
export class Choices {
  /** @param {() => void} chosen called after a choice */
  constructor(chosen) {
    this.chosen = chosen;
    /** @type {Choice} */
    this.choice = "";
    this.node = element("div", { class: "filters", role: "group", "aria-label": "Which papers" });
  }

  /** The entries that the choice leaves. @param {Entry[]} entries */
  of(entries) {
    return entries.filter(({ read, tags }) => this.choice === "" || (this.choice === "unread" ? !read : tags.includes(this.choice.slice(TAG.length))));
  }

  /** @param {Entry[]} entries all of the list */
  show(entries) {
    const unread = entries.filter(({ read }) => !read).length, tags = tally(entries);
    // The last paper of a tag has lost it: who looked at that tag sees all again.
    if (this.choice.startsWith(TAG) && !tags.has(this.choice.slice(TAG.length))) this.choice = "";
    /** @type {[Choice, string, number][]} */
    const choices = [["", "All", entries.length], ["unread", "Not read", unread]];
    for (const [tag, count] of tags) choices.push([`${TAG}${tag}`, tag, count]);
    const isNeeded = this.choice !== "" || (entries.length > 1 && (tags.size > 0 || unread < entries.length));
    keepFocus(this.node, () => this.node.replaceChildren(...(isNeeded ? choices.map((choice) => this.button(...choice)) : [])));
  }

  /** @param {Choice} choice @param {string} name @param {number} count */
  button(choice, name, count) {
    const choose = () => {
      this.choice = choice;
      this.chosen();
    };
    return element("button", { type: "button", id: `choice-${encodeURIComponent(choice)}`, class: "chip", "aria-pressed": String(this.choice === choice), click: choose },
      element("bdi", {}, name), element("span", { class: "count" }, ` ${count}`));
  }
}

/** How many papers have each tag, in the order of the alphabet. @param {Entry[]} entries @returns {Map<string, number>} */
function tally(entries) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const tag of entries.flatMap((entry) => entry.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other, "en")));
}
