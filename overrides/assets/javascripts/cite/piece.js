// The BibTeX of a paper of a large catalogue, whose page does not hold it.
import { fetchReferences } from "./references.js";

/** @param {string} address of the paper's page @returns {Promise<string>} */
export async function citationOf(address) {
  const [, root, slug] = /^(.*\/)papers\/([^/]+)\//u.exec(address) ?? [];
  const [found] = await fetchReferences(new URL(root), [slug]);
  if (!found) throw new Error(`no citation of ${address}`);
  return found.bibtex;
}
