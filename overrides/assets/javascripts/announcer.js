/** Words for screen readers: one polite live region, made when it is first needed. */

/** @type {HTMLElement | undefined} */
let region;

/**
 * Say something that has changed on the page.
 * @param {string} words
 */
export function announce(words) {
  if (!region) {
    region = document.createElement("p");
    region.className = "unseen";
    region.setAttribute("role", "status");
    document.querySelector("main")?.append(region);
  }
  // A region that is filled in the moment it appears is not read out by every screen reader.
  setTimeout(() => { if (region) region.textContent = words; }, 50);
}
