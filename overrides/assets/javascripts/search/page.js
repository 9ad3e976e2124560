// The search page: state in the address, facets, results.
import { TooLong } from "./client.js";
import { Filters, chips } from "./filters.js";
import { item } from "./hits.js";
import { note, offers } from "./notes.js";
import { element, papers } from "./nodes.js";
import { STEPS_AS_TYPED, addressOf, isEmpty, parseState } from "./state.js";

const PART = 20;
const PAUSE = 120;
/** @type {[import("./state.js").State["sort"], string][]} */
const SORTS = [["best", "best match"], ["newest", "newest"], ["cited", "most cited"]];

/** @typedef {import("./state.js").State} State @typedef {import("./worker.js").ShownAnswer} ShownAnswer */

/** Owns what the search page asks and shows. */
export class SearchPage {
  /** @param {HTMLElement} article @param {import("./client.js").Client} client */
  constructor(article, client) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (article.querySelector(selector));
    this.article = article;
    this.client = client;
    this.list = find("#search-results");
    this.status = find("#search-status");
    this.root = new URL(this.list.dataset.root ?? "", location.href);
    this.form = /** @type {HTMLFormElement} */ (find("form"));
    this.field = /** @type {HTMLInputElement} */ (find("form input"));
    this.start = [...find("#search-filters").childNodes];
    this.filters = new Filters(find("#search-filters"), (state) => this.go(state));
    this.sorts = element("div", { class: "sorts", role: "group", "aria-label": "Sort" });
    this.chosen = element("div", { class: "chosen" });
    this.notes = element("div", { class: "notes-of-search" });
    this.end = element("div", { class: "end" });
    const tools = element("div", { class: "tools" });
    this.status.replaceWith(tools);
    tools.append(this.status, this.sorts);
    tools.after(this.chosen, this.notes);
    this.list.after(this.end);
    this.state = parseState(location.search);
    this.shown = PART;
    this.turn = 0;
    this.isTyping = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  mount() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typed();
      this.isTyping = false;
    });
    this.field.addEventListener("change", () => { this.isTyping = false; });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.typed(), PAUSE);
    });
    addEventListener("popstate", () => this.restore());
    addEventListener("pagehide", () => this.remember());
    return this.restore();
  }

  /** Take the state from the address: at first, after Back, after Forward. */
  async restore() {
    clearTimeout(this.timer);
    this.isTyping = false;
    this.state = parseState(location.search);
    this.field.value = this.state.query;
    const { shown = PART, top = 0 } = history.state ?? {};
    this.shown = Number(shown);
    await this.run();
    if (top) scrollTo(0, Number(top));
  }

  remember() {
    history.replaceState({ shown: this.shown, top: scrollY }, "");
  }

  /** Words were typed: the first of them begin an entry of the history, the others change it. */
  typed() {
    clearTimeout(this.timer);
    const query = this.field.value.trim();
    if (query === this.state.query) return;
    this.go({ ...this.state, query, literal: false }, this.isTyping);
    this.isTyping = true;
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

  async run() {
    const mine = ++this.turn;
    if (isEmpty(this.state)) return this.showStart();
    this.list.setAttribute("aria-busy", "true");
    try {
      const { query, literal, ...options } = this.state;
      const steps = literal ? STEPS_AS_TYPED : undefined;
      const answer = await this.client.search(query, { ...options, steps, facets: true, limit: this.shown });
      if (mine === this.turn) this.show(answer);
    } catch (error) {
      if (mine === this.turn) this.showFault(error);
    }
    if (mine === this.turn) this.list.removeAttribute("aria-busy");
  }

  showStart() {
    this.clear();
    this.status.textContent = "";
    this.filters.place.replaceChildren(...this.start);
  }

  clear() {
    for (const part of [this.list, this.sorts, this.chosen, this.notes, this.end]) part.replaceChildren();
  }

  /** @param {unknown} error */
  showFault(error) {
    this.clear();
    this.status.textContent = error instanceof TooLong ? "This search took too long and was stopped. Try fewer or simpler words."
      : "The search index could not be loaded.";
    this.notes.append(element("button", { type: "button", class: "quiet", click: () => this.run() }, "Try again"));
  }

  /** @param {ShownAnswer} answer */
  show(answer) {
    const { hits, total, milliseconds, canSortByCitations } = answer;
    this.status.replaceChildren(element("strong", {}, total ? papers(total) : "No paper found"),
      total > 0 && element("span", { class: "count", "aria-hidden": "true" }, ` in ${Math.max(1, Math.round(milliseconds))} ms`) || "");
    const sorts = SORTS.filter(([key]) => key !== "cited" || canSortByCitations || this.state.sort === key);
    this.sorts.replaceChildren(...(total > 1 ? ["Sort:", ...sorts.map((sort) => this.sort(...sort))] : []));
    this.chosen.replaceChildren(...chips(this.state, answer, (state) => this.go(state)));
    this.notes.replaceChildren(...note(this.state, answer, (state) => this.go(state)));
    this.filters.show(this.state, answer);
    this.list.replaceChildren(...hits.map((hit) => item(hit, this.root)));
    this.end.replaceChildren(...(total ? this.more(hits.length, total) : offers(this.state, answer, this.root)));
  }

  /** @param {State["sort"]} key @param {string} name */
  sort(key, name) {
    return element("button", { type: "button", "aria-pressed": String(this.state.sort === key), click: () => this.go({ ...this.state, sort: key }) }, name);
  }

  /** @param {number} shown @param {number} total */
  more(shown, total) {
    if (shown >= total || shown < this.shown) return [element("p", { class: "small" }, total > PART ? "These are all." : "")];
    const next = Math.min(PART, total - shown);
    return [element("button", { type: "button", class: "more-hits", click: () => this.showMore(shown) }, `Show ${next} more of ${papers(total)}`)];
  }

  /** @param {number} before hits that are there already */
  async showMore(before) {
    this.shown += PART;
    this.remember();
    await this.run();
    // The button that had the focus is gone: reading goes on at the first new paper.
    /** @type {HTMLElement | null | undefined} */ (this.list.children[before]?.querySelector("a"))?.focus();
  }
}
