// The map of papers: a picture of points, the names of topics on it, and a card for the paper that is pointed at.
import { element } from "../search/nodes.js";
import { Card } from "./card.js";
import { Files } from "./files.js";
import { mountGestures, ZOOM } from "./gestures.js";
import { placed } from "./labels.js";
import { Legend, topicsOf } from "./legend.js";
import { brush, fill, radiusOf } from "./raster.js";
import { moved, toPixels, toPlace, whole, zoomed } from "./view.js";

/** Pixels around the mouse, a finger, and the mark in the middle, in which the nearest point is meant. */
const REACH = { mouse: 10, finger: 22, mark: 48 };
/** Pixels within which points cannot be told apart. */
const SAME = 2;
/** Sharper pictures cost four times as much to draw, and nobody sees it. */
const SHARPEST = 2;
/** Points are drawn in leaps, a prime: topic by topic, the last ones would cover the first. */
const LEAP = 7919;
/** Milliseconds that a card waits for who is on the way to it. */
const PATIENCE = 250;
const DRAWN = "map-drawn";
const FAILED = "The map could not be loaded; the table below has the same papers.";

/** Draw the map into its place, or say that it cannot be had. @param {HTMLElement} place @param {RequestCache} [cache] */
export async function mountMap(place, cache = "default") {
  const files = new Files(new URL("../../../", import.meta.url), (address) => fetch(address, { cache }));
  try {
    const { manifest, points } = await files.load();
    const legend = /** @type {HTMLElement} */ (document.querySelector(".legend"));
    new MapPage(place, files, points, topicsOf(legend, manifest), legend);
  } catch {
    // What the browser kept may name files of an earlier release.
    const again = element("button", { type: "button", click: () => { place.replaceChildren(); mountMap(place, "no-cache"); } }, "Try again");
    place.replaceChildren(element("p", { role: "alert" }, FAILED), element("p", { class: "actions" }, again));
  }
}

/** Owns the view, and which paper is pointed at. */
class MapPage {
  /** @param {HTMLElement} place @param {Files} files @param {import("./points.js").Points} points @param {import("./legend.js").Topic[]} topics @param {HTMLElement} legend */
  constructor(place, files, points, topics, legend) {
    this.points = points;
    this.topics = topics;
    this.legend = new Legend(legend, topics, () => { this.drop(); this.draw(); });
    this.canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { "aria-hidden": "true" }));
    this.names = topics.map(({ name, colour }) => element("span", { class: colour, "aria-hidden": "true" }, name));
    this.frame = element("div", { class: "frame", tabindex: "0", role: "application", "aria-label": "Map of papers", "aria-describedby": "map-keys" },
      this.canvas, element("div", { class: "names" }, ...this.names), element("div", { class: "aim" }));
    this.card = new Card(this.frame, files);
    const button = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {() => void} */ click) => element("button", { type: "button", "aria-label": label, title: label, click }, sign);
    this.smaller = button("Zoom out", "−", () => this.zoom(1 / ZOOM));
    place.replaceChildren(
      element("div", { class: "window" }, this.frame, element("div", { class: "zooms" }, button("Zoom in", "+", () => this.zoom(ZOOM)), this.smaller, button("Show all of the map", "⤢", () => this.showAll()))),
      this.help());
    /** The paper that the card is of, with those in the same place. @type {number[]} */
    this.near = [];
    this.isPinned = false;
    this.waiting = 0;
    // Not asked for here, which would lay the page out once more: it is reported before the first frame.
    this.size = { width: 0, height: 0 };
    this.view = whole(points.bounds, this.size);
    this.isDue = false;
    this.listen();
  }

  help() {
    return element("details", { class: "help" }, element("summary", {}, "Keys"),
      element("p", { id: "map-keys" }, "With the focus on the map: arrow keys move it under the mark in its middle, and the paper nearest to the mark is named; Shift moves farther; plus and minus zoom; 0 shows all; Enter opens the paper; Escape closes its card."));
  }

  listen() {
    const { frame } = this;
    mountGestures(frame, {
      move: (right, down) => this.show(moved(this.view, this.points.bounds, right, down)),
      zoom: (factor, left, top) => this.zoom(factor, left, top),
      point: (left, top) => this.hover(left, top),
      leave: () => this.loosen(),
      choose: (left, top, isFinger) => this.choose(left, top, isFinger ? REACH.finger : REACH.mouse),
      aim: () => this.aim(),
      open: () => { if (this.card.address) location.href = this.card.address; },
      showAll: () => this.showAll(),
      drop: () => this.drop(),
    });
    frame.addEventListener("focus", () => { if (frame.matches(":focus-visible")) this.aim(); });
    this.card.node.addEventListener("pointerenter", () => this.stay());
    new ResizeObserver(() => this.resize()).observe(frame);
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const isWhole = this.view.scale <= whole(this.points.bounds, this.size).scale;
    this.size = { width, height };
    const all = whole(this.points.bounds, this.size);
    this.show(isWhole || this.view.scale < all.scale ? all : this.view);
    // In the frame that is being made: the next one would show the old picture, or none.
    this.render();
  }

  /** Whether that changes anything. @param {number} factor @param {number} [left] @param {number} [top] */
  zoom(factor, left, top) {
    const before = this.view;
    this.show(zoomed(before, this.points.bounds, this.size, factor, left, top));
    return this.view.scale !== before.scale;
  }

  showAll() {
    this.show(whole(this.points.bounds, this.size));
  }

  /** @param {import("./view.js").View} view */
  show(view) {
    this.view = view;
    const isWhole = view.scale <= whole(this.points.bounds, this.size).scale;
    // Where all is shown, one finger scrolls the page on.
    this.frame.classList.toggle("zoomed", !isWhole);
    this.draw();
  }

  /** Draw before the next frame, once however much has changed. */
  draw() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => { if (this.isDue) this.render(); });
  }

  render() {
    this.isDue = false;
    if (!this.size.width || !this.size.height) return;
    this.paint();
    this.standNames();
    this.standCard();
    this.markDrawn();
  }

  /** Once the first picture is on the screen, for who measures how long readers wait. */
  markDrawn() {
    if (!performance.getEntriesByName(DRAWN).length) requestAnimationFrame(() => performance.mark(DRAWN));
  }

  get radius() {
    const zoom = this.view.scale / whole(this.points.bounds, this.size).scale;
    return radiusOf(this.points.count, this.size.width * this.size.height, zoom);
  }

  paint() {
    const sharpness = Math.min(devicePixelRatio || 1, SHARPEST);
    const size = { width: Math.round(this.size.width * sharpness), height: Math.round(this.size.height * sharpness) };
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) return;
    Object.assign(this.canvas, size);
    const picture = context.createImageData(size.width, size.height);
    const ground = colourOf(getComputedStyle(this.frame).backgroundColor), pale = colourOf(getComputedStyle(this.frame).borderTopColor);
    fill(picture, ground);
    const dot = brush(picture, this.radius * sharpness, ground);
    const colours = this.names.map((name) => colourOf(getComputedStyle(name, "::before").backgroundColor));
    const shown = this.topics.map((_, topic) => this.legend.isShown(topic));
    const scale = this.view.scale * sharpness, left = size.width / 2 - this.view.x * scale, top = size.height / 2 + this.view.y * scale;
    const { xs, ys, topics, count } = this.points;
    const leap = count % LEAP ? LEAP : 1;
    for (const pass of shown.includes(false) ? [false, true] : [true]) {
      for (let at = 0, point = 0; at < count; at++, point = (point + leap) % count) {
        if (shown[topics[point]] === pass) dot(left + xs[point] * scale, top - ys[point] * scale, pass ? colours[topics[point]] : pale);
      }
    }
    context.putImageData(picture, 0, 0);
  }

  standNames() {
    const sized = this.topics.map(({ x, y, papers }, topic) => {
      const [left, top] = toPixels(this.view, this.size, x, y);
      return { topic, left, top, width: this.names[topic].offsetWidth, height: this.names[topic].offsetHeight, papers };
    });
    const wanted = sized.filter(({ topic }) => this.legend.isShown(topic)).sort((one, other) => other.papers - one.papers);
    const places = new Map(placed(wanted, this.size).map((place) => [place.topic, place]));
    this.names.forEach((name, topic) => {
      const place = places.get(topic);
      name.classList.toggle("away", !place);
      if (place) name.style.transform = `translate(${Math.round(place.left)}px, ${Math.round(place.top)}px)`;
    });
  }

  standCard() {
    if (this.near.length) this.card.stand(toPixels(this.view, this.size, this.points.xs[this.near[0]], this.points.ys[this.near[0]]), this.size, this.radius);
  }

  /** The points nearest to a pixel; those that look like one with the first. @param {number} left @param {number} top @param {number} reach @returns {number[]} */
  found(left, top, reach) {
    const isShown = (/** @type {number} */ topic) => this.legend.isShown(topic);
    const [first] = this.points.around(...toPlace(this.view, this.size, left, top), Math.max(reach, this.radius) / this.view.scale, isShown);
    return first === undefined ? [] : this.points.around(this.points.xs[first], this.points.ys[first], SAME / this.view.scale, isShown);
  }

  /** @param {number[]} points @returns {Promise<string>} */
  async name(points) {
    this.stay();
    if (points.length === this.near.length && points[0] === this.near[0]) return "";
    this.near = points;
    const said = this.card.show(points, (point) => this.topics[this.points.topics[point]]);
    this.standCard();
    const words = await said;
    this.standCard();
    return words;
  }

  /** @param {number} left @param {number} top */
  hover(left, top) {
    if (this.isPinned) return;
    const points = this.found(left, top, REACH.mouse);
    this.frame.classList.toggle("on-point", points.length > 0);
    if (points.length) this.name(points);
    else this.loosen();
  }

  /** Close the card soon, unless it is pinned, or reached meanwhile. */
  loosen() {
    if (this.near.length && !this.isPinned) this.waiting ||= window.setTimeout(() => this.drop(), PATIENCE);
  }

  stay() {
    clearTimeout(this.waiting);
    this.waiting = 0;
  }

  /** @param {number} left @param {number} top @param {number} reach */
  choose(left, top, reach) {
    const points = this.found(left, top, reach);
    this.isPinned = points.length > 0;
    if (points.length) this.name(points);
    else this.drop();
  }

  /** Name the paper nearest to the mark in the middle. */
  async aim() {
    const points = this.found(this.size.width / 2, this.size.height / 2, REACH.mark);
    this.isPinned = points.length > 0;
    if (!points.length) return this.drop();
    const words = await this.name(points);
    if (words) (await import("../announcer.js")).announce(words);
  }

  drop() {
    this.stay();
    this.near = [];
    this.isPinned = false;
    this.card.hide();
  }
}

/** The red, green and blue of a computed colour. @param {string} text @returns {import("./raster.js").Colour} */
function colourOf(text) {
  const [red = 128, green = 128, blue = 128] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
