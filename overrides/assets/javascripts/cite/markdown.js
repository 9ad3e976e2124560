// References as items of a Markdown list, by the rules of generator/citation/markdown.py; one golden file holds both to them.
import { readable } from "../search/readable.js";

/** @typedef {import("./entry.js").Reference} Reference @typedef {import("./entry.js").Name} Name */

const LISTED = 10;
const SPECIAL = /[\\`*_[\]~]|&(?=#?\w+;)|^[#+>-]|!(?=\[)/gu;
const BREAKS = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/gu;
const HAN = /^\p{Script=Han}+$/u;
/** What the remark of a reference begins with where the paper is not what it was. */
const STATE = /^(Retracted|Withdrawn|Corrected)[:.]/u;

/** Plain text of which no sign is markup. @param {string} text */
const plain = (text) => text.replace(BREAKS, " ").replace(SPECIAL, "\\$&").replaceAll("<", "&lt;");

/** As it is written where it comes from: in Chinese the family name first, and in one word. @param {Name} name */
function nameText(name) {
  if ("literal" in name) return name.literal;
  const { given, family, suffix } = name;
  return HAN.test(family) && HAN.test(given) ? family + given : [given, family, suffix].filter(Boolean).join(" ");
}

/** Where a reader finds the paper. @param {Record<string, string>} facts */
function addressOf({ doi, arxiv, url, pdf }) {
  const address = doi ? `https://doi.org/${doi}` : arxiv ? `https://arxiv.org/abs/${arxiv}` : url || pdf;
  return address?.replaceAll("(", "%28").replaceAll(")", "%29");
}

/** `- [Title](address) Authors. *Venue*, year.` @param {Reference} reference @returns {string} */
export function toMarkdown({ authors, facts }) {
  const address = addressOf(facts), title = plain(readable(facts.title));
  const names = authors.slice(0, LISTED).map(nameText).join(", ") + (authors.length > LISTED ? ", et al" : "");
  const { published: year = "", venue = "" } = facts;
  const where = [venue && `*${plain(venue)}*`, venue.includes(year) ? "" : year].filter(Boolean).join(", ");
  const state = STATE.exec(facts.note ?? "")?.[1];
  const said = [plain(names), where, state ? `**${state}**` : ""].filter(Boolean).map((fact) => ` ${fact}.`);
  return `- ${address ? `[${title}](${address})` : `**${title}**`}${said.join("")}\n`;
}
