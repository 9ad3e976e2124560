// Draws points as discs into the pixels of a picture: 100,000 of them take a few milliseconds, as calls of a canvas a second.

/** Pixels of the ring in the ground's colour that parts large discs which overlap. */
const RING = 1;
/** Smaller discs have no ring: it would be all that one sees. */
const LEAST_WITH_RING = 3;
/** What covers a pixel whole. */
const WHOLE = 256;

/**
 * @typedef {[number, number, number]} Colour red, green and blue
 * @typedef {{width: number, height: number, data: Uint8ClampedArray}} Picture as `ImageData` is
 * @typedef {{reach: number, dxs: Int32Array, dys: Int32Array, offsets: Int32Array, shares: Int32Array}} Stamp the pixels of a disc, and how much of each it covers, in 256ths
 */

/** How large discs are, in CSS pixels: all together they leave most of the ground free. @param {number} count @param {number} area @param {number} zoom how many times larger than the whole map */
export function radiusOf(count, area, zoom) {
  const whole = Math.min(Math.max(0.3 * Math.sqrt(area / Math.max(count, 1)), 1), 4.5);
  return Math.min(whole * zoom ** 0.4, 7);
}

/** @param {Picture} picture @param {Colour} colour */
export function fill({ data }, [red, green, blue]) {
  data.set([red, green, blue, 255]);
  const pixels = new Uint32Array(data.buffer);
  pixels.fill(pixels[0]);
}

/** @param {number} radius in pixels of the picture @param {number} width of the picture @returns {Stamp} */
export function stampOf(radius, width) {
  const reach = Math.ceil(radius);
  /** @type {[number, number, number][]} */
  const pixels = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const share = Math.min(Math.max(radius + 0.5 - Math.hypot(dx, dy), 0), 1);
      if (share > 0) pixels.push([dx, dy, share]);
    }
  }
  return {
    reach,
    dxs: Int32Array.from(pixels, ([dx]) => dx),
    dys: Int32Array.from(pixels, ([, dy]) => dy),
    offsets: Int32Array.from(pixels, ([dx, dy]) => 4 * (dy * width + dx)),
    shares: Int32Array.from(pixels, ([, , share]) => Math.round(WHOLE * share)),
  };
}

/** Draws discs of one size. @param {Picture} picture @param {number} radius in its pixels @param {Colour} ground */
export function brush(picture, radius, ground) {
  const disc = stampOf(radius, picture.width);
  const ring = radius >= LEAST_WITH_RING ? stampOf(radius + RING, picture.width) : null;
  /** @param {number} left @param {number} top @param {Colour} colour */
  return (left, top, colour) => {
    const x = Math.round(left), y = Math.round(top);
    if (ring) press(picture, ring, x, y, ground);
    press(picture, disc, x, y, colour);
  };
}

/** @param {Picture} picture @param {Stamp} stamp @param {number} x @param {number} y @param {Colour} colour */
function press({ width, height, data }, stamp, x, y, colour) {
  const { reach, dxs, dys, offsets, shares } = stamp;
  if (x < -reach || y < -reach || x >= width + reach || y >= height + reach) return;
  const isWithin = x >= reach && y >= reach && x < width - reach && y < height - reach;
  const middle = 4 * (y * width + x), red = colour[0], green = colour[1], blue = colour[2];
  for (let pixel = 0; pixel < offsets.length; pixel++) {
    if (!isWithin && isOut(x + dxs[pixel], width, y + dys[pixel], height)) continue;
    const at = middle + offsets[pixel], share = shares[pixel], rest = WHOLE - share;
    data[at] = (share * red + rest * data[at]) >> 8;
    data[at + 1] = (share * green + rest * data[at + 1]) >> 8;
    data[at + 2] = (share * blue + rest * data[at + 2]) >> 8;
  }
}

/** @param {number} x @param {number} width @param {number} y @param {number} height */
const isOut = (x, width, y, height) => x < 0 || x >= width || y < 0 || y >= height;
