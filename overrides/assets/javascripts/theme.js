/**
 * The theme switch. The theme follows the system until the reader chooses another one; the choice is stored as the
 * Material theme stores it, so that pages under its scripts and pages under ours agree.
 */

const DARK = "(prefers-color-scheme: dark)";
/** @type {Record<"default" | "slate", string>} The media query that Material stores beside each scheme. */
const MEDIA = { default: "(prefers-color-scheme: light)", slate: DARK };

/**
 * The scheme to change to, and whether it must be remembered: not where it is the system's own.
 * @param {string | null} current the scheme that the page shows
 * @param {boolean} systemIsDark
 * @returns {{scheme: "default" | "slate", remember: boolean}}
 */
export function nextScheme(current, systemIsDark) {
  const scheme = current === "slate" ? "default" : "slate";
  return { scheme, remember: (scheme === "slate") !== systemIsDark };
}

// The path of the site's root is part of the key, so that sites on one host do not share the choice.
const KEY = `${new URL("../..", import.meta.url).pathname}.__palette`;

/** @param {"default" | "slate"} scheme @param {boolean} remember */
function store(scheme, remember) {
  const choice = { index: scheme === "slate" ? 1 : 0, color: { media: MEDIA[scheme], scheme } };
  try {
    if (remember) localStorage.setItem(KEY, JSON.stringify(choice));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}

/** The scheme that the reader chose, on this page or another; empty for none. @returns {string} */
function choice() {
  try {
    const { scheme } = JSON.parse(localStorage.getItem(KEY) ?? "null").color;
    return Object.hasOwn(MEDIA, scheme) ? scheme : "";
  } catch {
    // Nothing is stored, or storage is off or holds something else.
    return "";
  }
}

/**
 * Put a button at the end of the links that switches the theme; without scripts there is none.
 * @param {Document} page @param {Element | null} links
 */
export function mountTheme(page, links) {
  const button = page.createElement("button");
  const system = matchMedia(DARK);
  /** @param {string} scheme */
  const show = (scheme) => {
    // The theme's own styles and scripts look at the body, ours at the root, which is there before the body is.
    for (const element of [page.documentElement, page.body]) element.setAttribute("data-md-color-scheme", scheme);
    button.setAttribute("aria-pressed", String(scheme === "slate"));
  };
  button.type = "button";
  button.className = "mode";
  button.title = "Switch between light and dark";
  button.setAttribute("aria-label", "Dark theme");
  const current = () => page.documentElement.getAttribute("data-md-color-scheme") ?? "default";
  show(current());
  links?.append(button);
  button.addEventListener("click", () => {
    const { scheme, remember } = nextScheme(current(), system.matches);
    store(scheme, remember);
    show(scheme);
  });
  const follow = () => show(choice() || (system.matches ? "slate" : "default"));
  system.addEventListener("change", follow);
  window.addEventListener("storage", ({ key }) => { if (key === KEY) follow(); });
  // A page that comes out of the browser's cache has not heard what was chosen meanwhile.
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) follow(); });
}
