// The index's files, from bytes to values; whatever does not fit its bounds is a DamagedFile.

export class DamagedFile extends Error {}

const MAGIC = [0x50, 0x53, 1];
const TITLE = 1, AUTHORS = 2, ABSTRACT = 4;
/** The one field of each class of words; 0 where a code says which. */
const FIELD_OF_CLASS = [0, ABSTRACT, TITLE, AUTHORS];
const FIELD_CODES = [ABSTRACT, TITLE | ABSTRACT, TITLE, AUTHORS, AUTHORS | ABSTRACT, TITLE | AUTHORS, 7];
const TITLE_WIDTH = 2, AUTHORS_WIDTH = 3, FIRST_WIDTH = 6;

/**
 * @typedef {{word: string, count: number, field: number, bytes: Uint8Array}} Term a word whose postings are still packed
 * @typedef {{papers: Uint32Array, fields: Uint8Array, titles: Uint16Array, authors: Uint16Array, frequencies: Uint16Array}} Postings
 * @typedef {{year: number, venue: number, start: number, end: number}} Run papers of one year and venue
 */

/** Reads numbers from bytes, in order. */
class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.bit = 0;
  }

  varint() {
    let value = 0;
    for (let scale = 1; scale < 2 ** 35; scale *= 128) {
      const byte = this.take(1)[0];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new DamagedFile("a number is too long");
  }

  /** @param {number} size */
  take(size) {
    const end = this.at + size;
    if (end > this.bytes.length) throw new DamagedFile("it ends too early");
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  unary() {
    const { bytes } = this;
    const limit = bytes.length * 8;
    let bit = this.bit, ones = 0;
    while (bit < limit && bytes[bit >> 3] & (128 >> (bit & 7))) bit++, ones++;
    if (bit >= limit) throw new DamagedFile("a code has no end");
    this.bit = bit + 1;
    return ones;
  }

  /** @param {number} width */
  rice(width) {
    let value = this.unary();
    const { bytes } = this;
    if (this.bit + width > bytes.length * 8) throw new DamagedFile("a code has no end");
    for (let left = width; left > 0; left--, this.bit++) {
      value = value * 2 + ((bytes[this.bit >> 3] >> (7 - (this.bit & 7))) & 1);
    }
    return value;
  }
}

/** The bytes behind the mark that every file begins with. @param {Uint8Array} bytes */
function opened(bytes) {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) throw new DamagedFile("it is no file of this index");
  return new Reader(bytes, MAGIC.length);
}

/** The best width for gaps, as generator/search/bits.py has it. @param {number} total @param {number} count */
const riceWidth = (total, count) => 31 - Math.clz32(Math.max(Math.floor((69 * total) / (100 * Math.max(count, 1))), 1));

/** @param {Uint8Array} bytes @returns {Term[]} */
export function decodeShard(bytes) {
  const reader = opened(bytes), decoder = new TextDecoder();
  /** @type {Term[]} */
  const terms = [];
  /** @type {number[]} */
  const sizes = [];
  let word = "";
  for (let left = reader.varint(); left > 0; left--) {
    word = [...word].slice(0, reader.varint()).join("") + decoder.decode(reader.take(reader.varint()));
    const count = reader.varint();
    terms.push({ word, count: Math.floor(count / 4), field: FIELD_OF_CLASS[count % 4], bytes });
    sizes.push(reader.varint());
  }
  terms.forEach((term, place) => (term.bytes = reader.take(sizes[place])));
  return terms;
}

/** @param {Term} term @param {number} total papers in the index @returns {Postings} */
export function decodePostings({ bytes, count, field }, total) {
  if (count > total) throw new DamagedFile("it counts more papers than there are");
  const reader = new Reader(bytes), width = riceWidth(total, count);
  const papers = new Uint32Array(count), fields = new Uint8Array(count);
  const titles = new Uint16Array(count), authors = new Uint16Array(count), frequencies = new Uint16Array(count);
  for (let row = 0, paper = -1; row < count; row++) {
    paper += reader.rice(width) + 1;
    const found = field || FIELD_CODES[reader.unary()];
    if (paper >= total || !found) throw new DamagedFile("it names a paper that is not there");
    papers[row] = paper;
    fields[row] = found;
    if (found & TITLE) titles[row] = reader.rice(TITLE_WIDTH) + 1;
    if (found & AUTHORS) authors[row] = reader.rice(AUTHORS_WIDTH) + 1;
    if (found & ABSTRACT) frequencies[row] = reader.unary() + 1;
  }
  return { papers, fields, titles, authors, frequencies };
}

/** @param {Uint8Array} bytes @param {number} total @returns {Run[]} */
export function decodeRuns(bytes, total) {
  const reader = opened(bytes), runs = [];
  for (let start = 0; start < total; ) {
    const year = reader.varint(), venue = reader.varint(), end = start + reader.varint();
    if (end > total || end === start) throw new DamagedFile("its runs do not fit the papers");
    runs.push({ year, venue, start, end });
    start = end;
  }
  return runs;
}

/** Words of each abstract. @param {Uint8Array} bytes @param {Run[]} runs @param {number} total */
export function decodeLengths(bytes, runs, total) {
  const reader = opened(bytes), lengths = new Uint16Array(total);
  const width = reader.take(1)[0];
  reader.bit = reader.at * 8;
  for (const { start, end } of runs) {
    let length = 0;
    for (let paper = start; paper < end; paper++) {
      length += reader.rice(paper === start ? FIRST_WIDTH : width);
      lengths[paper] = length;
    }
  }
  return lengths;
}

/** The papers of each topic, and a bit for each paper with code and with a PDF. @param {Uint8Array} bytes @param {number} topics @param {number} total */
export function decodeMemberships(bytes, topics, total) {
  const reader = opened(bytes);
  const heads = Array.from({ length: topics }, () => [reader.varint(), reader.varint()]);
  const members = heads.map(([count, size]) => gaps(new Reader(reader.take(size)), count, total));
  const size = Math.ceil(total / 8);
  return { members, code: reader.take(size), pdf: reader.take(size) };
}

/** @param {Reader} reader @param {number} count @param {number} total */
function gaps(reader, count, total) {
  const numbers = new Uint32Array(Math.min(count, total)), width = riceWidth(total, count);
  for (let row = 0, number = -1; row < numbers.length; row++) {
    number += reader.rice(width) + 1;
    if (number >= total) throw new DamagedFile("it names a paper that is not there");
    numbers[row] = number;
  }
  return numbers;
}

/** One number for each paper. @param {Uint8Array} bytes @param {number} total */
export function decodeColumn(bytes, total) {
  const reader = opened(bytes);
  return Uint32Array.from({ length: total }, () => reader.varint());
}

/** Words with the logarithms of their counts, in order. @param {Uint8Array} bytes @returns {[string, number][]} */
export function decodeWords(bytes) {
  const [count, ...lines] = new TextDecoder().decode(bytes).split("\n");
  if (lines.pop() !== "" || String(lines.length) !== count) throw new DamagedFile("it is no list of words");
  let previous = "";
  return lines.map((line) => {
    const shared = parseInt(line[0], 36), weight = Number(line.at(-1));
    if (!(shared <= previous.length && weight >= 0)) throw new DamagedFile("it is no list of words");
    previous = [...previous].slice(0, shared).join("") + line.slice(1, -1);
    return [previous, weight];
  });
}

/** Where files begin, from the front-coded list in the manifest. @param {string} list @returns {string[]} */
export function decodeFirsts(list) {
  let previous = "";
  return list ? list.split(" ").map((item) => (previous = [...previous].slice(0, parseInt(item[0], 36)).join("") + item.slice(1))) : [];
}
