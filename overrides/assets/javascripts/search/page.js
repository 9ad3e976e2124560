// The search page: state in the address, facets, results.
import { faultOf } from "./faults.js";
import { Filters, chips } from "./filters.js";
import { item } from "./hits.js";
import { Latest } from "./latest.js";
import { element, keepFocus, papers, quiet } from "./nodes.js";
import { note, offers } from "./notes.js";
import { STEPS_AS_TYPED, addressOf, isEmpty, parseState } from "./state.js";

const PART = 20;
const PAUSE = 120;
/** @type {[import("./state.js").State["sort"], string][]} */
const SORTS = [["best", "best match"], ["newest", "newest"], ["cited", "most cited"]];

/**
 * @typedef {import("./state.js").State} State @typedef {import("./answers.js").ShownAnswer} ShownAnswer
 * @typedef {(asked: {state: State, answer: ShownAnswer, client: import("./client.js").Client, root: URL}) => Node[]} Tool
 *   what can be done with an answer: its nodes stand above the results, and are made anew for each answer
 */

/** Owns what the search page asks and shows. */
export class SearchPage {
  /** @param {HTMLElement} article @param {import("./client.js").Client} client @param {Tool[]} [tools] */
  constructor(article, client, tools = []) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (article.querySelector(selector));
    this.article = article;
    this.client = client;
    this.tools = tools;
    this.latest = new Latest(client, (isSlow) => this.wait(isSlow));
    this.list = find("#search-results");
    this.status = find("#search-status");
    this.root = new URL(this.list.dataset.root ?? "", location.href);
    this.form = /** @type {HTMLFormElement} */ (find("form"));
    this.field = /** @type {HTMLInputElement} */ (find("form input"));
    this.filters = new Filters(find("#search-filters"), (state) => this.go(state));
    this.extras = element("div", { class: "extras" });
    this.sorts = element("div", { class: "sorts", role: "group", "aria-label": "Sort" });
    this.chosen = element("div", { class: "chosen" });
    this.notes = element("div", { class: "notes-of-search" });
    this.end = element("div", { class: "end" });
    const bar = element("div", { class: "tools" });
    this.status.replaceWith(bar);
    bar.append(this.status, this.sorts, this.filters.button, this.extras);
    bar.after(this.chosen, this.notes);
    this.list.after(this.end);
    this.state = parseState(location.search);
    this.shown = PART;
    this.isTyping = this.isFault = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  mount() {
    // Whoever typed before this module came means those words.
    const early = document.activeElement === this.field ? this.field.value : "";
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.typed() && this.isFault) this.run();
      this.isTyping = false;
      // On a phone the keyboard would cover what was found.
      if (matchMedia("(pointer: coarse)").matches) this.field.blur();
    });
    this.field.addEventListener("focus", () => this.client.warm(), { once: true });
    this.field.addEventListener("change", () => { this.isTyping = false; });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.typed(), PAUSE);
    });
    addEventListener("popstate", () => { if (addressOf(parseState(location.search)) !== addressOf(this.state)) this.restore(); });
    addEventListener("pagehide", () => this.remember());
    const restored = this.restore();
    if (!early.trim()) return restored;
    this.field.value = early;
    this.typed();
    return restored;
  }

  /** Take the state from the address: at first, after Back, after Forward. */
  async restore() {
    clearTimeout(this.timer);
    this.isTyping = false;
    this.state = parseState(location.search);
    this.field.value = this.state.query;
    const { shown = PART, top = 0 } = history.state ?? {};
    this.shown = Number(shown) || PART;
    if ((await this.run()) && top) scrollTo(0, Number(top));
  }

  remember() {
    history.replaceState({ shown: this.shown, top: scrollY }, "");
  }

  /** Words were typed: the first of them begin an entry of the history, the others change it. True when they are other words than before. */
  typed() {
    clearTimeout(this.timer);
    const query = this.field.value.trim();
    if (query === this.state.query) return false;
    this.go({ ...this.state, query, literal: false }, this.isTyping);
    this.isTyping = true;
    return true;
  }

  /** @param {State} state @param {boolean} [isSameEntry] */
  go(state, isSameEntry = false) {
    this.remember();
    this.state = state;
    this.shown = PART;
    const address = location.pathname + addressOf(state);
    if (isSameEntry) history.replaceState({ shown: PART }, "", address);
    else history.pushState({ shown: PART }, "", address);
    if (this.field.value.trim() !== state.query) this.field.value = state.query;
    return this.run();
  }

  /** @param {number} [offset] hits that are there already @param {number} [limit] @returns {Promise<ShownAnswer | null>} null when it is no longer wanted, or failed */
  async ask(offset = 0, limit = this.shown) {
    try {
      const { query, literal, ...options } = this.state;
      return await this.latest.ask(query, { ...options, steps: literal ? STEPS_AS_TYPED : undefined, offset, limit });
    } catch (error) {
      this.showFault(error, offset);
      return null;
    }
  }

  /** Show what the state asks for; true when it is shown. */
  async run() {
    document.documentElement.classList.toggle("asks", !isEmpty(this.state));
    if (isEmpty(this.state)) return this.showStart();
    const answer = await this.ask();
    if (answer) this.show(answer);
    return Boolean(answer);
  }

  /** @param {boolean} isSlow */
  wait(isSlow) {
    this.list.classList.toggle("stale", isSlow);
    if (isSlow) this.status.textContent = "Searching…";
  }

  showStart() {
    this.latest.takeBack();
    this.clear();
    this.status.textContent = "";
    return true;
  }

  clear() {
    for (const part of [this.list, this.sorts, this.extras, this.chosen, this.notes, this.end]) part.replaceChildren();
    this.filters.button.hidden = true;
    this.isFault = false;
  }

  /** @param {unknown} error @param {number} shown hits that stay */
  showFault(error, shown) {
    if (!shown) this.clear();
    // Without the index there is still the catalogue.
    if (!shown) document.documentElement.classList.remove("asks");
    this.isFault = true;
    this.status.textContent = faultOf(error);
    const again = quiet(() => (shown ? this.showMore() : this.run()), "Try again");
    keepFocus(this.article, () => (shown ? this.end : this.notes).replaceChildren(again), this.field);
  }

  /** @param {ShownAnswer} answer */
  show(answer) {
    const go = (/** @type {State} */ state) => this.go(state);
    const { state, root } = this;
    keepFocus(this.article, () => {
      this.clear();
      this.showBar(answer);
      this.chosen.replaceChildren(...chips(state, answer, go));
      this.notes.replaceChildren(...note(state, answer, go));
      this.filters.show(state, answer);
      this.list.replaceChildren(...items(answer, root));
      this.end.replaceChildren(...(answer.total ? this.more(answer.total) : offers(state, answer, root)));
    }, this.field);
  }

  /** @param {ShownAnswer} answer */
  showBar(answer) {
    const { total, milliseconds, canSortByCitations } = answer;
    const { state, client, root } = this;
    const time = element("span", { class: "count", "aria-hidden": "true" }, ` in ${Math.max(1, Math.round(milliseconds))} ms`);
    this.status.replaceChildren(element("strong", {}, total ? papers(total) : "No paper found"), total ? time : "");
    const sorts = SORTS.filter(([key]) => key !== "cited" || canSortByCitations || state.sort === key);
    this.sorts.replaceChildren(...(total > 1 ? ["Sort:", ...sorts.map((sort) => this.sort(...sort))] : []));
    this.filters.button.hidden = false;
    this.extras.replaceChildren(...(total ? this.tools.flatMap((make) => make({ state, answer, client, root })) : []));
  }

  /** @param {State["sort"]} key @param {string} name */
  sort(key, name) {
    return element("button", { type: "button", id: `sort-${key}`, "aria-pressed": String(this.state.sort === key), click: () => this.go({ ...this.state, sort: key }) }, name);
  }

  /** @param {number} total */
  more(total) {
    if (this.shown >= total) return total > PART ? [element("p", { class: "small" }, "These are all.")] : [];
    const next = Math.min(PART, total - this.shown);
    return [element("button", { type: "button", class: "more-hits", click: () => this.showMore() }, `Show ${next} more of ${papers(total)}`)];
  }

  async showMore() {
    const before = this.list.children.length;
    const answer = await this.ask(this.shown, PART);
    if (!answer) return;
    this.showBar(answer);
    this.shown += PART;
    this.remember();
    this.list.append(...items(answer, this.root));
    this.end.replaceChildren(...this.more(answer.total));
    // The button that had the focus is gone: reading goes on at the first new paper.
    /** @type {HTMLElement | null | undefined} */ (this.list.children[before]?.querySelector("a"))?.focus();
  }
}

/** @param {ShownAnswer} answer @param {URL} root */
function items({ hits, topicNames }, root) {
  const topics = Object.keys(topicNames);
  return hits.map((hit) => item(hit, root, topics));
}
