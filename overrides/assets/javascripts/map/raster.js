// Draws points as discs into the pixels of a picture: 100,000 of them take a few milliseconds, as calls of a canvas a second.

/** Pixels of the ring in the ground's colour that parts large discs which overlap. */
const RING = 1;
/** Smaller discs have no ring: it would be all that one sees. */
const LEAST_WITH_RING = 3;

/**
 * @typedef {[number, number, number]} Colour red, green and blue
 * @typedef {{width: number, height: number, data: Uint8ClampedArray}} Picture as `ImageData` is
 * @typedef {{offset: number, dx: number, dy: number, share: number}[]} Stamp the pixels of a disc, and how much of each it covers
 */

/** How large discs are, in CSS pixels: all together they leave most of the ground free. @param {number} count @param {number} area @param {number} zoom how many times larger than the whole map */
export function radiusOf(count, area, zoom) {
  const whole = Math.min(Math.max(0.3 * Math.sqrt(area / Math.max(count, 1)), 1), 4.5);
  return Math.min(whole * zoom ** 0.4, 7);
}

/** @param {Picture} picture @param {Colour} colour */
export function fill({ data }, [red, green, blue]) {
  new Uint32Array(data.buffer).fill(0);
  for (let at = 0; at < data.length; at += 4) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = 255;
  }
}

/** @param {number} radius in pixels of the picture @param {number} width of the picture @returns {Stamp} */
export function stampOf(radius, width) {
  const reach = Math.ceil(radius);
  /** @type {Stamp} */
  const stamp = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const share = Math.min(Math.max(radius + 0.5 - Math.hypot(dx, dy), 0), 1);
      if (share > 0) stamp.push({ offset: 4 * (dy * width + dx), dx, dy, share });
    }
  }
  return stamp;
}

/** Draws discs of one size. @param {Picture} picture @param {number} radius in its pixels @param {Colour} ground */
export function brush(picture, radius, ground) {
  const disc = stampOf(radius, picture.width);
  const ring = radius >= LEAST_WITH_RING ? stampOf(radius + RING, picture.width) : null;
  const reach = Math.ceil(radius) + RING;
  /** @param {number} left @param {number} top @param {Colour} colour */
  return (left, top, colour) => {
    const x = Math.round(left), y = Math.round(top);
    if (x < -reach || y < -reach || x >= picture.width + reach || y >= picture.height + reach) return;
    if (ring) press(picture, ring, x, y, ground);
    press(picture, disc, x, y, colour);
  };
}

/** @param {Picture} picture @param {Stamp} stamp @param {number} x @param {number} y @param {Colour} colour */
function press({ width, height, data }, stamp, x, y, [red, green, blue]) {
  const middle = 4 * (y * width + x);
  for (const { offset, dx, dy, share } of stamp) {
    if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
    const at = middle + offset;
    data[at] += share * (red - data[at]);
    data[at + 1] += share * (green - data[at + 1]);
    data[at + 2] += share * (blue - data[at + 2]);
  }
}
