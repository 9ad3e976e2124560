// Which names of topics stand on the map, and where: by the middle of each, and none on another.

/** Pixels between two names. */
const APART = 6;
/** Pixels of the map for one name: more of them would hide it. */
const ROOM = 20_000;
/** Where a name may stand, in heights from the middle of its topic: beside it first, because there the papers are. */
const SHIFTS = [-0.75, 0.75, 0, -1.75, 1.75];

/**
 * @typedef {{topic: number, left: number, top: number, width: number, height: number}} Name the pixels of its middle, and its size
 * @typedef {{topic: number, left: number, top: number}} Placed its upper left corner
 */

/** The names that have room; the first ones go first. @param {Name[]} names @param {import("./view.js").Size} size @returns {Placed[]} */
export function placed(names, size) {
  const most = Math.max(3, Math.floor((size.width * size.height) / ROOM));
  /** @type {(Placed & {right: number, bottom: number})[]} */
  const boxes = [];
  for (const name of names) {
    if (boxes.length === most) break;
    if (name.left < 0 || name.top < 0 || name.left > size.width || name.top > size.height) continue;
    const box = SHIFTS.map((shift) => boxOf(name, shift, size)).find((one) => boxes.every((other) => !overlap(one, other)));
    if (box) boxes.push(box);
  }
  return boxes.map(({ topic, left, top }) => ({ topic, left, top }));
}

/** @param {Name} name @param {number} shift @param {import("./view.js").Size} size */
function boxOf({ topic, left, top, width, height }, shift, size) {
  // A name that would be cut at an edge moves inwards.
  const x = Math.min(Math.max(left - width / 2, APART), size.width - width - APART);
  const y = Math.min(Math.max(top - height / 2 + shift * (height + APART), APART), size.height - height - APART);
  return { topic, left: x, top: y, right: x + width, bottom: y + height };
}

/** @param {{left: number, top: number, right: number, bottom: number}} one @param {{left: number, top: number, right: number, bottom: number}} other */
const overlap = (one, other) => one.left < other.right + APART && other.left < one.right + APART && one.top < other.bottom + APART && other.top < one.bottom + APART;
