// A line at the foot of the window for what every reader must know: that something was not kept, or how to take it back.

/** @type {HTMLElement | undefined} */
let line;

/**
 * @param {string} words
 * @param {HTMLElement[]} ways what can be done about it: links and buttons
 */
export function notify(words, ...ways) {
  if (!line) {
    line = document.createElement("div");
    line.className = "notice";
    line.setAttribute("role", "alert");
    document.querySelector("main, .shelf")?.append(line);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", quiet);
  const said = document.createElement("p");
  said.textContent = words;
  line.hidden = false;
  line.replaceChildren(said, ...ways, close);
}

/** Take the line away. */
export function quiet() {
  if (line) line.hidden = true;
}
