// The points of the map: read from their file, and found by place.

/** Squares a side of the chart by which points are found. */
const SQUARES = 128;
const SHIFT = 9;

/**
 * What `map/manifest.json` says: of each topic its slug, its papers, and where most of them stand.
 * @typedef {{version: number, papers: number, points: string, titles: string, perFile: number, topics: [string, number, number, number][]}} Manifest
 */

/** Owns the places of all papers; they are numbered topic after topic. */
export class Points {
  /** @param {Manifest} manifest @param {ArrayBuffer} content the file of points */
  constructor(manifest, content) {
    const { papers, topics } = manifest;
    if (content.byteLength !== 4 * papers) throw new Error(`${content.byteLength} bytes are not those of ${papers} points`);
    this.count = papers;
    // The lower byte comes first in the file, and in every machine that runs a browser.
    this.xs = new Uint16Array(content, 0, papers);
    this.ys = new Uint16Array(content, 2 * papers, papers);
    /** The number of each point's topic. */
    this.topics = new Uint16Array(papers);
    let start = 0;
    topics.forEach(([, count], topic) => { this.topics.fill(topic, start, (start += count)); });
    if (start !== papers) throw new Error(`the topics have ${start} points, not ${papers}`);
    this.bounds = boundsOf(this.xs, this.ys);
    this.chart = chartOf(this.xs, this.ys);
  }

  /**
   * The points within a distance of a place, the nearest first.
   * @param {number} x @param {number} y @param {number} distance @param {(topic: number) => boolean} isShown @returns {number[]}
   */
  around(x, y, distance, isShown = () => true) {
    /** @type {[number, number][]} */
    const found = [];
    const { starts, order } = this.chart;
    const square = (/** @type {number} */ at) => Math.min(Math.max(Math.floor(at) >> SHIFT, 0), SQUARES - 1);
    for (let row = square(y - distance); row <= square(y + distance); row++) {
      const first = starts[row * SQUARES + square(x - distance)], end = starts[row * SQUARES + square(x + distance) + 1];
      for (let at = first; at < end; at++) {
        const point = order[at];
        const away = Math.hypot(this.xs[point] - x, this.ys[point] - y);
        if (away <= distance && isShown(this.topics[point])) found.push([away, point]);
      }
    }
    return found.sort(([one, first], [other, second]) => one - other || first - second).map(([, point]) => point);
  }
}

/** @param {Uint16Array} xs @param {Uint16Array} ys @returns {import("./view.js").Bounds} */
function boundsOf(xs, ys) {
  const [left, right] = endsOf(xs), [bottom, top] = endsOf(ys);
  return { left, right, bottom, top };
}

/** The least and the largest of some numbers; whole ones throughout: to begin with Infinity makes all of them slow. @param {Uint16Array} places */
function endsOf(places) {
  let least = places[0], largest = places[0];
  for (let at = 1; at < places.length; at++) {
    if (places[at] < least) least = places[at];
    else if (places[at] > largest) largest = places[at];
  }
  return [least, largest];
}

/** The points in the order of the squares that they stand in, and where each square begins. @param {Uint16Array} xs @param {Uint16Array} ys */
function chartOf(xs, ys) {
  const square = (/** @type {number} */ at) => (ys[at] >> SHIFT) * SQUARES + (xs[at] >> SHIFT);
  const starts = new Uint32Array(SQUARES * SQUARES + 1);
  for (let at = 0; at < xs.length; at++) starts[square(at) + 1]++;
  for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
  const next = starts.slice();
  const order = new Uint32Array(xs.length);
  for (let at = 0; at < xs.length; at++) order[next[square(at)]++] = at;
  return { starts, order };
}
