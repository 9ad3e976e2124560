/** Buttons that copy a citation: `<button data-copy="id of the text">`. */
import { announce } from "./announcer.js";

/** How long a button says that it has copied, in milliseconds. */
const SHOWN = 2000;

/**
 * Copy the text; without the permission to, select it, so that the reader's own copy command takes it.
 * @param {HTMLElement} source the element that holds the text
 * @returns {Promise<boolean>} whether the text is on the clipboard
 */
export async function copyText(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    source.scrollIntoView({ block: "nearest" });
    return document.execCommand("copy");
  }
}

/**
 * Make the copy buttons of a page work.
 * @param {Document} page
 */
export function mountCopy(page) {
  page.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    const source = button && page.getElementById(button.getAttribute("data-copy") ?? "");
    if (!button || !source || button.hasAttribute("data-said")) return;
    say(button, (await copyText(source)) ? "Copied" : "Selected: press Ctrl+C");
  });
}

/** @param {Element} button @param {string} words */
function say(button, words) {
  const before = button.textContent;
  button.setAttribute("data-said", "");
  // Neighbours stay where they are while the words are shorter.
  if (button instanceof HTMLElement) button.style.minWidth = `${button.offsetWidth}px`;
  button.textContent = words;
  announce(words);
  setTimeout(() => {
    button.textContent = before;
    button.removeAttribute("data-said");
  }, SHOWN);
}
