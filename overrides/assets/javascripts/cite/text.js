// The text of a page as the generator has it, and not as it is shown.

/** The text with its formulas as TeX between dollars. @param {Element} element @returns {string} */
export function textOf(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const maths of copy.querySelectorAll("math")) maths.replaceWith(`$${maths.getAttribute("alttext")}$`);
  for (const code of copy.querySelectorAll("code.tex")) code.replaceWith(`$${code.textContent}$`);
  return copy.textContent ?? "";
}
