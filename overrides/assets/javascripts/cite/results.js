// "Export these results" on the search page: the papers that were found, as BibTeX or CSV.
import { announce } from "../announcer.js";
import { notify } from "../notice.js";
import { counted, papers } from "../search/nodes.js";
import { STEPS_AS_TYPED } from "../search/state.js";
import { button, download } from "./download.js";
import { header, toRow } from "./forms.js";
import { fetchNumbered } from "./references.js";

/** Papers in a file at most. */
export const MOST = 1000;

/**
 * @typedef {import("./references.js").Found} Found @typedef {import("../search/page.js").Tool} Tool
 * @typedef {{name: string, file: string, type: string, make: (found: Found[]) => string}} Form
 */

/** @type {Form[]} */
const FORMS = [
  { name: "BibTeX", file: "papers.bib", type: "application/x-bibtex", make: (found) => found.map(({ bibtex }) => bibtex).join("\n") },
  { name: "CSV", file: "papers.csv", type: "text/csv", make: (found) => header() + found.map(({ slug, reference }) => toRow(slug, reference)).join("") },
];

/** @type {Tool} */
export function exportTool({ state, answer, client, root }) {
  const { query, literal, ...options } = state;
  const many = answer.total > MOST ? `the first ${counted(MOST)}` : answer.total === 1 ? "this paper" : `these ${answer.total}`;
  const line = document.createElement("span");
  line.className = "exports";
  line.append(`Export ${many}: `, ...FORMS.map((form) => {
    const made = button(form.name, async () => {
      if (made.ariaDisabled === "true") return;
      // Not disabled: it would lose the focus.
      made.ariaDisabled = "true";
      try {
        const steps = literal ? STEPS_AS_TYPED : undefined;
        const { numbers } = await client.search(query, { ...options, steps, limit: MOST, offset: 0, facets: false, numbers: true });
        const found = numbers ? await fetchNumbered(root, numbers) : [];
        if (found.length < Math.min(answer.total, MOST)) throw new Error("some papers are missing");
        download(form.file, form.type, form.make(found));
        announce(`${papers(found.length)} exported`);
      } catch {
        notify("The export failed: please try again. After a new publication of the catalogue, reload the page first.");
      }
      made.ariaDisabled = "false";
    });
    return made;
  }));
  return [line];
}
