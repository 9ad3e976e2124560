// Files without a server: made in the page, and saved by the browser.

/** Long enough for a browser to begin saving. */
const KEPT = 10_000;

/** @param {string} name @param {string} type media type @param {string} text */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

/** @param {string} words @param {() => void | Promise<void>} act @returns {HTMLButtonElement} */
export function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}
