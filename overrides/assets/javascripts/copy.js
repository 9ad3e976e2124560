/**
 * Citations on the clipboard and as files. A paper's page gets buttons that name the element with the text (`data-copy`),
 * and others that make files of it; the papers of a list get a button each, which takes the citation from the paper's page,
 * so that lists need not carry it. Pages of large catalogues do not carry it either: it is fetched when it is asked for.
 * What only a click needs is loaded then.
 */
import { eachItem, linkOf, marksOf } from "./rows.js";

/** How long a button says what it did, in milliseconds. */
const SHOWN = 2000;
/** @type {["bib" | "ris" | "json", string][]} Endings of files, and what readers call them. */
const FORMS = [["bib", "BibTeX"], ["ris", "RIS"], ["json", "CSL-JSON"]];

/** The id of what holds the citation on a paper's page. */
const PLACE = "bibtex";

/** @param {string} address of a paper's page that may not hold it @returns {Promise<string>} */
const fetchFromPiece = async (address) => (await import("./cite/piece.js")).citationOf(address);

/** The citation of a paper, from its page if that holds it. @param {string} address @returns {Promise<string>} */
async function fetchCitation(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById(PLACE)?.textContent || fetchFromPiece(address);
}

/**
 * Copy a text that may still be on its way.
 * @param {Promise<string>} text
 */
async function write(text) {
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await text);
  // Safari forgets the click while a page loads, unless it is promised the text at once.
  const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

/**
 * Copy the text of an element; without the permission to, select it, so that the reader's own copy command takes it.
 * @param {HTMLElement} source
 * @returns {Promise<string>} what to tell the reader
 */
async function copyElement(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return "Copied";
  } catch {
    getSelection()?.selectAllChildren(source);
    source.scrollIntoView({ block: "nearest" });
    return document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
  }
}

/** @param {string} address the paper's page @returns {Promise<string>} what to tell the reader */
async function copyFrom(address) {
  try {
    await write(fetchCitation(address));
    return "Copied";
  } catch {
    location.assign(`${address}#${PLACE}`);
    return "Opening";
  }
}

/** Copy what a box would show; where that fails it opens, and shows it or says why not. @param {HTMLDetailsElement} box @returns {Promise<string>} what to tell the reader */
async function copyUnseen(box) {
  try {
    await write(fetchFromPiece(location.href));
    return "Copied";
  } catch {
    show(box);
    return "Opening";
  }
}

/** @param {HTMLDetailsElement} box */
function show(box) {
  box.open = true;
  box.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} button @param {string} words */
function say(button, words) {
  // What was pressed twice says it once: else the words of the first time would be put back at last.
  if ("said" in button.dataset) return;
  const before = button.textContent;
  // Neighbours stay where they are while the words are shorter.
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.said = "";
  button.textContent = words;
  import("./announcer.js").then(({ announce }) => announce(words), () => undefined);
  setTimeout(() => {
    button.textContent = before;
    delete button.dataset.said;
  }, SHOWN);
}

/** @param {Document} page @param {string} words */
function buttonOf(page, words) {
  const button = page.createElement("button");
  button.type = "button";
  button.textContent = words;
  return button;
}

/** @param {Document} page @param {string} words @param {string} source the id of the element with the text, if it is here */
function copyButton(page, words, source) {
  const button = buttonOf(page, words);
  button.dataset.copy = source;
  return button;
}

/** The line with a button for each file. @param {Document} page */
function downloads(page) {
  const line = page.createElement("p");
  line.className = "downloads";
  line.append("Download: ", ...FORMS.map(([ending, name]) => {
    const button = buttonOf(page, name);
    button.addEventListener("click", async () => {
      try {
        (await import("./cite/paper.js")).save(page, ending);
      } catch {
        say(button, "Try again");
      }
    });
    return button;
  }));
  return line;
}

/** Put the tools of the citation beside it. @param {Document} page */
function furnish(page) {
  const box = page.querySelector(".cite");
  box?.firstElementChild?.after(copyButton(page, "Copy", PLACE));
  box?.append(downloads(page));
}

/** Show the citation in the box that was opened, in the place of the way to the file of all. @param {Document} page @param {HTMLDetailsElement} box */
async function fill(page, box) {
  const way = box.querySelector("p"), link = way?.firstElementChild;
  if (!box.open || box.ariaBusy || !way || !link || page.getElementById(PLACE)) return;
  box.ariaBusy = "true";
  try {
    const code = page.createElement("code"), block = page.createElement("pre");
    code.id = PLACE;
    code.textContent = await fetchFromPiece(location.href);
    block.append(code);
    way.replaceWith(block);
    furnish(page);
  } catch {
    way.replaceChildren(link, " (it could not be loaded: close this and open it to try again)");
  }
  box.ariaBusy = null;
}

/**
 * Give a page its buttons: a paper's own page, and each paper of a list.
 * @param {Document} page
 */
export function mountCopy(page) {
  const box = /** @type {HTMLDetailsElement | null} */ (page.querySelector("details.cite"));
  if (page.querySelector(".cite")) page.querySelector(".paper .actions")?.append(copyButton(page, "Copy BibTeX", PLACE));
  if (page.getElementById(PLACE)) furnish(page);
  box?.addEventListener("toggle", () => fill(page, box));
  // A list that could not copy leads here.
  if (box && page.location.hash === `#${PLACE}`) show(box);
  eachItem(page, (item) => {
    if (linkOf(item)) marksOf(item).append(copyButton(page, "Copy BibTeX", ""));
  });
  page.addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("button[data-copy]") : null);
    if (!button || "said" in button.dataset) return;
    const source = page.getElementById(button.dataset.copy ?? "");
    const link = linkOf(button.closest(".items > li") ?? page.createElement("li"));
    if (source) say(button, await copyElement(source));
    else if (box && button.dataset.copy) say(button, await copyUnseen(box));
    else if (link) say(button, await copyFrom(link.href));
  });
}
