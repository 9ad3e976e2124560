// The help about the keys: a dialog that the key `?` opens, and for everybody a button at the foot of each page.
import { KEYS, areKeysOn, switchKeys } from "./keys.js";
import { element } from "./search/nodes.js";

/** @returns {HTMLDialogElement} */
function make() {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "keys-on", checked: areKeysOn(), change: () => switchKeys(box.checked) }));
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "keys-help", "aria-labelledby": "keys-title" },
    element("div", { class: "head" }, element("h2", { id: "keys-title" }, "Keyboard"), element("button", { type: "button", click: () => dialog.close() }, "Close")),
    element("dl", {}, ...KEYS.flatMap(([key, what]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)])),
    element("p", {}, "On the reading list, ", element("kbd", {}, "Alt"), " and an arrow move a paper up or down. The keys rest while you type."),
    element("p", { class: "choice" }, box, element("label", { for: "keys-on" }, "Keys of one letter are on"))));
  return dialog;
}

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Show the help. @param {Document} page */
export function showHelp(page) {
  if (!dialog) page.body.append((dialog = make()));
  if (!dialog.open) dialog.showModal();
}
