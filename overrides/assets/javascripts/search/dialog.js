// The dialog of every page: first results while typing, by the combobox pattern.
import { Client } from "./client.js";
import { faultOf } from "./faults.js";
import { facts } from "./hits.js";
import { Latest } from "./latest.js";
import { element, inMarks, papers, quiet } from "./nodes.js";
import { nearest } from "./notes.js";
import { MAX_QUERY, addressOf, nothing } from "./state.js";

const SHOWN = 8;
const PAUSE = 120;
const root = new URL("../../../", import.meta.url);

/** @typedef {import("./answers.js").ShownAnswer} ShownAnswer @typedef {import("./answers.js").ShownHit} ShownHit */

/** Owns the dialog, for the lifetime of a page. */
export class SearchDialog {
  /** @param {Client} client @param {(hit: ShownHit) => HTMLElement | null} star a button that stands beside a hit */
  constructor(client = new Client(), star = () => null) {
    this.star = star;
    this.latest = new Latest(client, (isSlow) => this.wait(isSlow));
    this.active = -1;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {HTMLInputElement | null} */
    this.opener = null;
    this.input = /** @type {HTMLInputElement} */ (element("input", {
      name: "q", role: "combobox", "aria-expanded": "false", "aria-controls": "search-options", "aria-autocomplete": "list", "aria-label": "Search papers",
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: String(MAX_QUERY), placeholder: "Title, author, method, or words from the abstract",
      input: () => this.typed(), keydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    }));
    this.status = element("p", { role: "status" });
    this.all = element("p", {});
    this.ways = element("div", { class: "ways-on" });
    this.list = element("div", { id: "search-options", role: "listbox", "aria-label": "Papers", hidden: true });
    // Beside the list, because nothing that can be pressed may stand within an option.
    this.stars = element("div", { class: "stars", role: "group", "aria-label": "Save to the reading list" });
    const close = () => this.dialog.close();
    this.dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "search-dialog", "aria-label": "Search", close: () => this.closed(),
      pointerdown: (/** @type {Event} */ event) => { if (event.target === this.dialog) close(); } },
    element("form", { role: "search", "aria-label": "Papers, first results", action: new URL("search/", root).href }, this.input, quiet(close, "Close")),
    element("div", { class: "line" }, this.status, this.all), this.ways, element("div", { class: "hits" }, this.list, this.stars), keys()));
    this.styled = styled();
    document.body.append(this.dialog);
  }

  /** @param {HTMLInputElement} opener the field whose words are taken over */
  async open(opener) {
    await this.styled;
    // Who has left the field meanwhile is not called back.
    if (this.dialog.open || document.activeElement !== opener) return;
    this.opener = opener;
    const { value, selectionStart, selectionEnd } = opener;
    this.dialog.showModal();
    this.input.value = value;
    // The words are in one field at a time.
    opener.value = "";
    this.input.focus();
    this.input.setSelectionRange(selectionStart, selectionEnd);
    this.run();
  }

  closed() {
    clearTimeout(this.timer);
    this.latest.takeBack();
    if (this.opener) this.opener.value = this.input.value;
  }

  typed() {
    clearTimeout(this.timer);
    // What was asked or chosen belongs to other words: it must not be shown any more, nor opened by Enter.
    this.latest.takeBack();
    this.choose(-1);
    this.timer = setTimeout(() => this.run(), PAUSE);
  }

  /** @param {boolean} isSlow */
  wait(isSlow) {
    this.list.classList.toggle("stale", isSlow);
    if (isSlow) this.status.textContent = "Searching…";
  }

  async run() {
    clearTimeout(this.timer);
    const query = this.input.value.trim();
    if (!query) {
      this.latest.takeBack();
      return this.say("", "", [hints()]);
    }
    try {
      const answer = await this.latest.ask(query, { limit: SHOWN, facets: false });
      if (answer) this.show(query, answer);
    } catch (error) {
      this.say(query, faultOf(error), [quiet(() => this.run(), "Try again")]);
    }
  }

  /** @param {string} query @param {ShownAnswer} answer */
  show(query, { hits, total, relaxed, suggestions, problems }) {
    const corrected = relaxed?.query && total ? `, for “${relaxed.query}”` : "";
    const words = total ? [] : nearest(suggestions);
    const nearestWords = element("p", {}, "Nearest words: ", ...words.flatMap((word, at) => [at ? ", " : "", quiet(() => this.ask(word), word)]));
    const ways = [...problems.map((problem) => element("p", { class: "warn" }, problem)), ...(words.length ? [nearestWords] : [])];
    this.say(query, total ? papers(total) + corrected : "No paper found", ways, hits, total > hits.length ? "All results" : "Search page");
  }

  /** @param {string} query */
  ask(query) {
    this.input.value = query;
    this.input.focus();
    this.run();
  }

  /** @param {string} query @param {string} said @param {Node[]} ways @param {ShownHit[]} [hits] @param {string} [all] */
  say(query, said, ways, hits = [], all = "Search page") {
    this.status.textContent = said;
    const hadFocus = this.ways.contains(document.activeElement);
    this.ways.replaceChildren(...ways);
    if (hadFocus) this.input.focus();
    // A paper that was chosen while the answer was on its way stays chosen.
    const kept = this.list.children[this.active]?.getAttribute("href");
    this.list.replaceChildren(...hits.map(option));
    this.stars.replaceChildren(...hits.map((hit) => this.star(hit) ?? element("span")));
    this.list.hidden = this.stars.hidden = !hits.length;
    const address = new URL(`search/${addressOf({ ...nothing(), query })}`, root).href;
    this.all.replaceChildren(element("a", { href: address }, all));
    this.input.setAttribute("aria-expanded", String(hits.length > 0));
    this.choose(hits.findIndex(({ url }) => url === kept));
  }

  /** @param {number} place of the option that Enter opens; -1 for none */
  choose(place) {
    this.active = place;
    [...this.list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    const chosen = this.list.children[place];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const count = this.list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) {
      event.preventDefault();
      // One more place than options: the field itself, with none chosen.
      this.choose(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    }
    const chosen = this.list.children[this.active];
    if (event.key === "Enter" && chosen instanceof HTMLAnchorElement) {
      event.preventDefault();
      chosen.click();
    }
  }
}

/** @param {ShownHit} hit @param {number} place */
function option(hit, place) {
  return element("a", { id: `search-option-${place}`, role: "option", "aria-selected": "false", tabindex: "-1", href: hit.url },
    element("strong", {}, inMarks(hit.titlePieces)), element("small", {}, element("bdi", {}, facts(hit))));
}

/** What may be typed, for who has typed nothing. */
function hints() {
  const code = (/** @type {string} */ words) => element("code", {}, words);
  return element("p", {}, "Words in any order, with slips and without accents. Narrow them with ", code('"side by side"'), ", ", code("-without"), ", ", code("author:name"), ", ",
    code("venue:name"), ", ", code("year:2021..2023"), ", ", code("has:code"), ".");
}

/** What the keys do; on a screen that is touched there are none. */
function keys() {
  const key = (/** @type {string} */ name) => element("kbd", {}, name);
  return element("p", { class: "keys", "aria-hidden": "true" }, element("span", {}, key("↑"), " ", key("↓"), " choose"), element("span", {}, key("Enter"), " open"), element("span", {}, key("Esc"), " close"));
}

/** Load the styles; without them the dialog works as well. @returns {Promise<void>} */
function styled() {
  const href = new URL("assets/stylesheets/search.css", root).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = element("link", { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}
