// The dialog of every page: first results while typing, by the combobox pattern.
import { Client, TooLong } from "./client.js";
import { facts } from "./hits.js";
import { element, inMarks, papers } from "./nodes.js";
import { MAX_QUERY, addressOf, nothing } from "./state.js";

const SHOWN = 8;
const PAUSE = 120;
const root = new URL("../../../", import.meta.url);

/** Owns the dialog, for the lifetime of a page. */
export class SearchDialog {
  constructor(client = new Client()) {
    this.client = client;
    this.turn = 0;
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
    this.status = element("p", { class: "small", role: "status" });
    this.list = element("div", { id: "search-options", role: "listbox", "aria-label": "Papers", hidden: true });
    this.all = element("p", { class: "all", hidden: true });
    this.dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "search-dialog", "aria-label": "Search", close: () => this.closed(),
      click: (/** @type {Event} */ event) => { if (event.target === this.dialog) this.dialog.close(); } },
    element("form", { role: "search", "aria-label": "Papers, first results", action: new URL("search/", root).href }, this.input,
      element("button", { type: "button", class: "quiet", click: () => this.dialog.close() }, "Close")),
    element("div", { class: "line" }, this.status, this.all), this.list));
    this.styled = styled();
    document.body.append(this.dialog);
    // What every search needs is fetched while the first word is being typed; a fault is told with the first answer.
    this.client.search("", { limit: 0 }).catch(() => {});
  }

  /** @param {HTMLInputElement} opener the field whose words are taken over */
  async open(opener) {
    await this.styled;
    if (this.dialog.open) return;
    this.opener = opener;
    this.dialog.showModal();
    this.input.value = opener.value;
    this.input.focus();
    this.input.setSelectionRange(opener.selectionStart, opener.selectionEnd);
    this.typed();
  }

  closed() {
    clearTimeout(this.timer);
    this.turn++;
    if (this.opener) this.opener.value = this.input.value;
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), PAUSE);
  }

  async run() {
    const mine = ++this.turn;
    const query = this.input.value.trim();
    if (!query) return this.show([], "");
    try {
      const { hits, total, relaxed } = await this.client.search(query, { limit: SHOWN });
      if (mine !== this.turn) return;
      const corrected = relaxed?.query && total ? `, for “${relaxed.query}”` : "";
      this.show(hits, total ? papers(total) + corrected : "No paper found", query, total);
    } catch (error) {
      if (mine === this.turn) this.show([], error instanceof TooLong ? "This search took too long and was stopped." : "The search index could not be loaded.");
    }
  }

  /** @param {import("./worker.js").ShownHit[]} hits @param {string} said @param {string} [query] @param {number} [total] */
  show(hits, said, query = "", total = 0) {
    this.status.textContent = said;
    this.list.replaceChildren(...hits.map((hit, at) => element("a", { id: `search-option-${at}`, role: "option", "aria-selected": "false", tabindex: "-1", href: hit.url },
      element("strong", {}, inMarks(hit.titlePieces)), element("small", {}, element("bdi", {}, facts(hit))))));
    this.list.hidden = !hits.length;
    this.all.hidden = !query;
    const address = new URL(`search/${addressOf({ ...nothing(), query })}`, root).href;
    this.all.replaceChildren(element("a", { href: address }, total > hits.length ? "All results" : "Search page"));
    this.input.setAttribute("aria-expanded", String(hits.length > 0));
    this.choose(-1);
  }

  /** @param {number} place of the option that Enter opens; -1 for none */
  choose(place) {
    this.active = place;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.list.children[place];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
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
    const option = this.list.children[this.active];
    if (event.key === "Enter" && option instanceof HTMLAnchorElement) {
      event.preventDefault();
      option.click();
    }
  }
}

/** Load the styles; without them the dialog works as well. @returns {Promise<void>} */
function styled() {
  const link = element("link", { rel: "stylesheet", href: new URL("assets/stylesheets/search.css", root).href });
  return new Promise((resolve) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}
