// The facets beside the results: what can be chosen, how many papers each choice would leave, and what is chosen.
import { counted, element, keepFocus, papers, quiet } from "./nodes.js";
import { chosen, nothing } from "./state.js";

/** Values of a facet that are shown before "more" is asked for, and how many more then: a venue may be one of thousands. */
const SHOWN = 6, MORE = 30;
const CHART_YEARS = 30;

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./answers.js").ShownAnswer} ShownAnswer
 * @typedef {{value: string | number, name: string, count: number, isChosen: boolean}} Choice
 * @typedef {"topics" | "years" | "venues"} Key
 */

/** The choices of a facet, chosen ones first, then the most frequent, years the newest first. @param {Key} key @param {State} state @param {ShownAnswer} answer @returns {Choice[]} */
export function choices(key, state, answer) {
  /** @type {Record<string, number>} */
  const counts = { ...answer.facets[key] };
  for (const value of state[key]) counts[key === "years" && !value ? "unknown" : value] ??= 0;
  const found = Object.entries(counts).map(([text, count]) => {
    const value = key === "years" ? (text === "unknown" ? 0 : Number(text)) : text;
    return { value, name: key === "topics" ? answer.topicNames[text] ?? text : text, count, isChosen: /** @type {any[]} */ (state[key]).includes(value) };
  });
  const order = key === "years" ? (/** @type {Choice} */ one, /** @type {Choice} */ other) => Number(other.value) - Number(one.value)
    : (/** @type {Choice} */ one, /** @type {Choice} */ other) => other.count - one.count || one.name.localeCompare(other.name, "en");
  return found.sort((one, other) => Number(other.isChosen) - Number(one.isChosen) || order(one, other));
}

/** The state with one value of a facet chosen or no longer. @param {State} state @param {Key | "code" | "pdf"} key @param {string | number} [value] @returns {State} */
export function toggled(state, key, value) {
  if (key === "code" || key === "pdf") return { ...state, [key]: !state[key] };
  const values = /** @type {any[]} */ (state[key]);
  return { ...state, [key]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] };
}

/** Makes the nodes of the facets, beside the results or on a phone in a sheet; remembers how much of each list was opened. */
export class Filters {
  /** @param {HTMLElement} place @param {(state: State) => void} choose */
  constructor(place, choose) {
    this.place = place;
    this.choose = choose;
    /** @type {Map<string, number>} */
    this.lengths = new Map();
    this.body = element("div", { class: "facets" });
    const close = () => this.sheet.close();
    this.leave = element("button", { type: "button", class: "primary", click: close });
    this.sheet = /** @type {HTMLDialogElement} */ (element("dialog", { class: "sheet", "aria-label": "Filters" },
      element("div", { class: "sheet-head" }, element("h2", {}, "Filters"), quiet(close, "Close")), this.leave));
    this.button = element("button", { type: "button", class: "filter", "aria-haspopup": "dialog", click: () => this.sheet.showModal() }, "Filter");
    place.after(this.sheet);
    this.wide = matchMedia("(min-width: 56rem)");
    this.wide.addEventListener("change", () => this.settle());
    this.settle();
  }

  /** Put the facets where the width has room for them. */
  settle() {
    if (!this.wide.matches) return this.leave.before(this.body);
    this.sheet.close();
    this.place.replaceChildren(this.body);
  }

  /** @param {State} state @param {ShownAnswer} answer */
  show(state, answer) {
    const count = chosen(state);
    this.button.textContent = count ? `Filter (${count})` : "Filter";
    this.leave.textContent = answer.total ? `Show ${papers(answer.total)}` : "No paper is left";
    // The nodes are new ones; who chose with the keyboard stays where she was.
    keepFocus(this.body, () => this.body.replaceChildren(...this.facets(state, answer)));
  }

  /** @param {State} state @param {ShownAnswer} answer */
  facets(state, answer) {
    /** @type {["code" | "pdf", string][]} */
    const links = [["code", "Code"], ["pdf", "PDF"]];
    const has = links.filter(([key]) => answer.facets[key] || state[key])
      .map(([key, name]) => this.choice(state, key, { value: "", name, count: answer.facets[key] ?? 0, isChosen: state[key] }));
    return [
      this.facet("years", "Year", state, answer), this.facet("topics", "Topic", state, answer), this.facet("venues", "Venue", state, answer),
      has.length && element("fieldset", {}, element("legend", {}, "Has"), element("ul", {}, ...has)),
    ].filter((node) => node instanceof Node);
  }

  /** @param {Key} key @param {string} name @param {State} state @param {ShownAnswer} answer */
  facet(key, name, state, answer) {
    const all = choices(key, state, answer);
    if (!all.length) return null;
    const length = this.lengths.get(key) ?? SHOWN;
    const shown = all.filter((one, at) => at < length || one.isChosen || all.length === length + 1);
    const next = Math.min(MORE, all.length - shown.length);
    const open = () => {
      this.lengths.set(key, length + MORE);
      this.show(state, answer);
      document.getElementById(idOf(key, all[shown.length].value))?.focus();
    };
    return element("fieldset", {},
      element("legend", {}, name),
      key === "years" && chart(answer.facets.years),
      element("ul", {}, ...shown.map((one) => this.choice(state, key, one))),
      next > 0 && quiet(open, `${next} more`, element("span", { class: "unseen" }, ` in ${name}`)));
  }

  /** @param {State} state @param {Key | "code" | "pdf"} key @param {Choice} choice */
  choice(state, key, { value, name, count, isChosen }) {
    const id = idOf(key, value);
    return element("li", { class: count ? "" : "none" },
      element("input", { type: "checkbox", id, checked: isChosen, change: () => this.choose(toggled(state, key, value)) }),
      element("label", { for: id }, element("bdi", {}, key === "years" && !value ? "Unknown" : name), element("span", { class: "count" }, counted(count))));
  }
}

/** @param {string} key @param {string | number} value */
const idOf = (key, value) => `filter-${key}-${encodeURIComponent(value)}`;

/** Bars of the papers a year; screen readers have the list instead. @param {Record<string, number>} counts */
function chart(counts) {
  const known = Object.keys(counts).filter((year) => year !== "unknown").map(Number);
  const last = Math.max(...known), first = Math.max(Math.min(...known), last - CHART_YEARS + 1);
  if (known.length < 2) return null;
  const most = Math.max(...known.map((year) => counts[year]));
  const years = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const bars = years.map((year) => {
    const bar = element("span", { title: `${year}: ${counts[year] ?? 0}` });
    bar.style.height = counts[year] ? `${Math.max(4, (100 * counts[year]) / most)}%` : "0";
    return bar;
  });
  const figure = element("div", { class: "bars-of-years", "aria-hidden": "true" },
    element("div", {}, ...bars), element("p", {}, element("span", {}, String(first)), element("span", {}, String(last))));
  // A few years are a narrow chart, not a wide one of blocks.
  figure.style.maxWidth = `${2 * years.length + 1}rem`;
  return figure;
}

/** What is chosen, each with a button that takes it away. @param {State} state @param {ShownAnswer} answer @param {(state: State) => void} choose */
export function chips(state, answer, choose) {
  /** @type {[Key | "code" | "pdf", string | number, string][]} */
  const all = [
    ...state.topics.map((slug) => /** @type {["topics", string, string]} */ (["topics", slug, answer.topicNames[slug] ?? slug])),
    ...state.years.map((year) => /** @type {["years", number, string]} */ (["years", year, year ? String(year) : "Year unknown"])),
    ...state.venues.map((name) => /** @type {["venues", string, string]} */ (["venues", name, name])),
  ];
  if (state.code) all.push(["code", "", "Code"]);
  if (state.pdf) all.push(["pdf", "", "PDF"]);
  const buttons = all.map(([key, value, name]) =>
    element("button", { type: "button", class: "chip", id: `chosen-${key}-${encodeURIComponent(value)}`, "aria-label": `Remove ${name}`, click: () => choose(toggled(state, key, value)) },
      element("bdi", {}, name), element("span", { "aria-hidden": "true" }, " ✕")));
  return buttons.length ? [...buttons, quiet(() => choose({ ...nothing(), query: state.query, sort: state.sort }), "Clear")] : [];
}
