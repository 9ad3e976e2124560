// Where the window on the map stands: its middle in units of the map, and how many pixels a unit takes.

/** Places go from 0 to this, to the right and up. */
export const EXTENT = 65535;
/** A unit is never drawn larger, in pixels: then even two neighbouring places are far apart. */
const LARGEST = 2;
/** Pixels around the map where all of it is shown. */
const MARGIN = 28;

/**
 * @typedef {{x: number, y: number, scale: number}} View
 * @typedef {{width: number, height: number}} Size in CSS pixels
 * @typedef {{left: number, right: number, bottom: number, top: number}} Bounds of all points
 */

/** The view that shows everything. @param {Bounds} bounds @param {Size} size @returns {View} */
export function whole({ left, right, bottom, top }, { width, height }) {
  const room = (/** @type {number} */ pixels, /** @type {number} */ units) => Math.max(pixels - 2 * MARGIN, 1) / Math.max(units, 1);
  const scale = Math.min(room(width, right - left), room(height, top - bottom), LARGEST);
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale };
}

/** @param {View} view @param {Size} size @param {number} x @param {number} y @returns {[number, number]} pixels from the upper left */
export const toPixels = (view, size, x, y) => [(x - view.x) * view.scale + size.width / 2, size.height / 2 - (y - view.y) * view.scale];

/** @param {View} view @param {Size} size @param {number} left @param {number} top @returns {[number, number]} */
export const toPlace = (view, size, left, top) => [view.x + (left - size.width / 2) / view.scale, view.y - (top - size.height / 2) / view.scale];

/** The view moved by so many pixels; its middle stays on the map. @param {View} view @param {Bounds} bounds @param {number} right @param {number} down @returns {View} */
export function moved(view, bounds, right, down) {
  return {
    x: between(view.x + right / view.scale, bounds.left, bounds.right),
    y: between(view.y - down / view.scale, bounds.bottom, bounds.top),
    scale: view.scale,
  };
}

/**
 * The view enlarged by a factor, around a pixel that stays where it is; never smaller than the whole map.
 * @param {View} view @param {Bounds} bounds @param {Size} size @param {number} factor @param {number} left @param {number} top @returns {View}
 */
export function zoomed(view, bounds, size, factor, left = size.width / 2, top = size.height / 2) {
  const all = whole(bounds, size);
  const scale = between(view.scale * factor, all.scale, LARGEST);
  // Who has zoomed out all the way sees the whole map, wherever she was.
  if (factor < 1 && scale === all.scale) return all;
  const [x, y] = toPlace(view, size, left, top);
  const around = { x: x - (left - size.width / 2) / scale, y: y + (top - size.height / 2) / scale, scale };
  return moved(around, bounds, 0, 0);
}

/** @param {number} value @param {number} low @param {number} high */
const between = (value, low, high) => Math.min(Math.max(value, low), high);
