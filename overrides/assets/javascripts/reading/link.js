// The reading list as an address: all of it stands behind the `#`, which a browser sends to nobody.
import { parseFacts } from "./entries.js";

/** @typedef {import("./entries.js").Facts} Facts */

const START = "#list=";
/** Ways of writing, by their first letter. */
const PLAIN = "0", DEFLATED = "1";
/** Names that go along; the others are counted. */
const NAMED = 3;
/** Bytes that a link may unfold to: some 20,000 papers. */
const LARGEST = 4_000_000;
const FORMAT = "deflate-raw";
/** Longer addresses are cut by some programs. */
export const LONG = 8000;

/** The part behind the `#`: titles and authors, and nothing that the reader wrote. @param {Facts[]} papers @returns {Promise<string>} */
export async function fragmentOf(papers) {
  const rows = papers.map(({ id, slug, title, authors, others, venue, year }) =>
    [id, slug, title, authors.slice(0, NAMED), others + Math.max(0, authors.length - NAMED), venue, year]);
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  if (typeof CompressionStream === "undefined") return START + PLAIN + base64(bytes);
  return START + DEFLATED + base64(await passed(bytes, new CompressionStream(FORMAT), Infinity));
}

/** Whether an address shares a list. @param {string} fragment */
export const isShared = (fragment) => fragment.startsWith(START);

/** The papers of a shared list; what cannot be read of it is counted. @param {string} fragment untrusted @returns {Promise<{papers: Facts[], unread: number}>} */
export async function parseFragment(fragment) {
  const way = fragment[START.length], bytes = bytesOf(fragment.slice(START.length + 1));
  const unfolded = way === DEFLATED ? await passed(bytes, new DecompressionStream(FORMAT), LARGEST) : bytes;
  const rows = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unfolded));
  if (!Array.isArray(rows)) throw new Error("no list");
  const found = rows.map((row) => {
    const [id, slug, title, authors, others, venue, year] = Array.isArray(row) ? row : [];
    return parseFacts({ id, slug, title, authors, others, venue, year });
  });
  const papers = found.filter((facts) => typeof facts !== "string");
  return { papers, unread: found.length - papers.length };
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} stream @param {number} most */
async function passed(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    size += value.length;
    // A few bytes can stand for a thousand times as many.
    if (size > most) throw new Error("too large");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
