// A paper's page gives its reference as files; what makes them is loaded when the first one is asked for.
import { button } from "./download.js";

/** @type {["bib" | "ris" | "json", string][]} Endings of files, and what readers call them. */
const FORMS = [["bib", "BibTeX"], ["ris", "RIS"], ["json", "CSL-JSON"]];

/** @param {Document} page */
export function mountDownloads(page) {
  const box = page.querySelector(".cite");
  if (!box || !page.getElementById("bibtex")) return;
  const line = page.createElement("p");
  line.className = "downloads";
  line.append("Download: ", ...FORMS.map(([ending, name]) => button(name, async () => (await import("./paper.js")).save(page, ending))));
  box.append(line);
}
