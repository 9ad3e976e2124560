/**
 * A link to any paper: it is drawn from the one page of the list of all papers on which it stands, which is as long for
 * 100,000 papers as for 100. Without this module the link leads to the list.
 */

/**
 * Where a paper stands in a list that is cut into pages.
 * @param {number} number from 0
 * @param {number} size papers on one page
 * @returns {{path: string, place: number}} the page below the list's own address, and the place on it
 */
export function placeOf(number, size) {
  const page = Math.floor(number / size) + 1;
  return { path: page === 1 ? "" : `page/${page}/`, place: number % size };
}

/**
 * The address of a random paper.
 * @param {HTMLAnchorElement} link that says how many papers there are, and how many on one page of the list it leads to
 * @returns {Promise<string>}
 */
async function randomPaper(link) {
  const { path, place } = placeOf(Math.floor(Math.random() * Number(link.dataset.papers)), Number(link.dataset.size));
  const answer = await fetch(new URL(path, link.href));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const list = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = list.querySelectorAll(".items > li > :is(h2, h3) > a")[place]?.getAttribute("href");
  if (!found) throw new Error(`no paper ${place} in ${answer.url}`);
  return new URL(found, answer.url).href;
}

/**
 * Let a link lead to another paper each time.
 * @param {HTMLAnchorElement} link
 */
export function mountShuffle(link) {
  link.addEventListener("click", async (event) => {
    // A new tab or window takes the address that the link has: the list.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // When the site was published anew meanwhile, or is not reached, the list is the next best.
    location.assign(await randomPaper(link).catch(() => link.href));
  });
}
