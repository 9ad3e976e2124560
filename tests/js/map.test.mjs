import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";

const modules = (name) => import(path.join(process.env.SEARCH_MODULES, "../map", name));
const { EXTENT, moved, toPixels, toPlace, whole, zoomed } = await modules("view.js");
const { Points } = await modules("points.js");
const { brush, fill, radiusOf } = await modules("raster.js");
const { placed } = await modules("labels.js");
const { addressOf, chosenIn } = await modules("legend.js");
const { Files } = await modules("files.js");

const SIZE = { width: 800, height: 600 };
const BOUNDS = { left: 0, right: EXTENT, bottom: 1000, top: EXTENT };
const all = whole(BOUNDS, SIZE);

test("the whole map is in the window", () => {
  for (const [x, y] of [[BOUNDS.left, BOUNDS.bottom], [BOUNDS.right, BOUNDS.top]]) {
    const [left, top] = toPixels(all, SIZE, x, y);
    assert.ok(left > 0 && left < SIZE.width && top > 0 && top < SIZE.height);
  }
});
test("a single point is in the middle of the window", () => {
  const view = whole({ left: 9, right: 9, bottom: 7, top: 7 }, SIZE);
  assert.deepEqual(toPixels(view, SIZE, 9, 7), [400, 300]);
});
test("a pixel leads to its place and back", () => {
  const [x, y] = toPlace(all, SIZE, 123, 456);
  assert.deepEqual(toPixels(all, SIZE, x, y).map(Math.round), [123, 456]);
});
test("what is under the mouse stays there while it zooms", () => {
  const near = zoomed(all, BOUNDS, SIZE, 2, 420, 310);
  const before = toPlace(all, SIZE, 420, 310), after = toPlace(near, SIZE, 420, 310);
  assert.equal(near.scale, 2 * all.scale);
  assert.ok(Math.hypot(before[0] - after[0], before[1] - after[1]) < 1);
});
test("nobody zooms out farther than the whole map", () => assert.deepEqual(zoomed(moved(all, BOUNDS, 300, 0), BOUNDS, SIZE, 0.5), all));
test("nobody zooms in without end", () => {
  let view = all;
  for (let time = 0; time < 99; time++) view = zoomed(view, BOUNDS, SIZE, 2);
  assert.equal(zoomed(view, BOUNDS, SIZE, 2).scale, view.scale);
});
test("the middle of the window never leaves the map", () => {
  const view = moved(all, BOUNDS, 1e9, 1e9);
  assert.deepEqual([view.x, view.y], [BOUNDS.right, BOUNDS.bottom]);
});

/** A file of points. */
function fileOf(places) {
  const view = new DataView(new ArrayBuffer(4 * places.length));
  places.forEach(([x, y], at) => {
    view.setUint16(2 * at, x, true);
    view.setUint16(2 * (places.length + at), y, true);
  });
  return view.buffer;
}
const PLACES = [[10, 20], [10, 20], [300, 20], [65535, 65535], [0, 65535]];
const manifest = { papers: 5, topics: [["a", 2, 10, 20], ["b", 3, 300, 20]] };
const points = new Points(manifest, fileOf(PLACES));

test("points are read with their topics and bounds", () => {
  assert.deepEqual([...points.xs], PLACES.map(([x]) => x));
  assert.deepEqual([...points.topics], [0, 0, 1, 1, 1]);
  assert.deepEqual(points.bounds, { left: 0, right: 65535, bottom: 20, top: 65535 });
});
test("the nearest come first, of equals the first", () => assert.deepEqual(points.around(290, 20, 400), [2, 0, 1]));
test("who is farther away is not found", () => assert.deepEqual(points.around(290, 20, 9), []));
test("topics that are not shown are not found", () => assert.deepEqual(points.around(290, 20, 400, (topic) => topic === 0), [0, 1]));
test("points at the edges are found", () => assert.deepEqual(points.around(65600, 65600, 200), [3]));
test("a point is found as by looking at each", () => {
  const many = Array.from({ length: 900 }, (_, at) => [(at * 7919) % 65536, (at * 104729) % 65536]);
  const found = new Points({ papers: 900, topics: [["a", 900, 0, 0]] }, fileOf(many)).around(30000, 40000, 5000);
  const each = many.map(([x, y], at) => [Math.hypot(x - 30000, y - 40000), at]).filter(([away]) => away <= 5000);
  assert.deepEqual(found, each.sort(([one], [other]) => one - other).map(([, at]) => at));
});
for (const [what, file, topics] of [["cut", fileOf(PLACES).slice(4), manifest.topics], ["of other topics", fileOf(PLACES), [["a", 2, 0, 0]]]]) {
  test(`a file that is ${what} is refused`, () => assert.throws(() => new Points({ papers: 5, topics }, file), /points/));
}

const picture = (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) });
const pixel = ({ width, data }, x, y) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];
test("a disc has its colour in the middle and the ground's beside it", () => {
  const drawn = picture(20, 20);
  fill(drawn, [250, 250, 250]);
  brush(drawn, 4, [250, 250, 250])(10, 10, [10, 60, 110]);
  assert.deepEqual(pixel(drawn, 10, 10), [10, 60, 110, 255]);
  assert.deepEqual(pixel(drawn, 10, 15), [250, 250, 250, 255]);
});
test("discs over an edge are cut and never appear at the other one", () => {
  const drawn = picture(20, 20);
  fill(drawn, [0, 0, 0]);
  const dot = brush(drawn, 3, [0, 0, 0]);
  for (const [left, top] of [[-1, 10], [20, 10], [10, -2], [10, 21], [-99, 10], [1e6, 1e6]]) dot(left, top, [255, 255, 255]);
  assert.equal(pixel(drawn, 0, 10)[0], 255);
  assert.equal(pixel(drawn, 5, 11)[0], 0);
  assert.equal(pixel(drawn, 15, 9)[0], 0);
});
test("discs of many are small, grow as one zooms, and not without end", () => {
  assert.equal(radiusOf(100_000, 480_000, 1), 1);
  assert.ok(radiusOf(200, 480_000, 1) > 4);
  assert.ok(radiusOf(100_000, 480_000, 30) > 3);
  assert.equal(radiusOf(100, 480_000, 1e6), 7);
});

const name = (topic, left, top) => ({ topic, left, top, width: 100, height: 20 });
const clash = (one, other) => Math.abs(one.left - other.left) < 100 && Math.abs(one.top - other.top) < 20;
test("names never stand on each other", () => {
  const stood = placed(Array.from({ length: 60 }, (_, at) => name(at, (at * 97) % 800, (at * 61) % 600)), SIZE);
  assert.ok(stood.length > 10);
  assert.ok(stood.every((one, at) => stood.every((other, place) => at === place || !clash(one, other))));
});
test("the first name stands right above its middle, one of the same place below it", () => {
  const [first, second] = placed([name(0, 400, 300), name(1, 400, 300)], SIZE);
  assert.equal(first.left, 350);
  assert.ok(first.top + 20 < 300 && first.top > 260);
  assert.ok(second.top > 300 && second.top < 320);
});
test("names are moved in from the edges, and not called in from outside", () => {
  const stood = placed([name(0, 2, 2), name(1, -5, 300)], SIZE);
  assert.deepEqual(stood.map(({ topic }) => topic), [0]);
  assert.ok(stood[0].left > 0 && stood[0].top > 0);
});
test("a small window has few names", () => assert.ok(placed(Array.from({ length: 60 }, (_, at) => name(at, 180, 9 * at)), { width: 360, height: 500 }).length < 12));

const topics = ["a", "b-c", "d"].map((slug) => ({ slug }));
test("an address says what is chosen and is read back", () => {
  const address = addressOf("/map/", topics, new Set(["d", "a"]));
  assert.equal(address, "/map/?topic=a&topic=d");
  assert.deepEqual(chosenIn(new URL(address, "http://localhost").search, new Set(["a", "d"])), new Set(["a", "d"]));
});
test("without a choice the address is plain", () => assert.equal(addressOf("/map/", topics, new Set()), "/map/"));
test("unknown topics of an address are left out", () => assert.deepEqual(chosenIn("?topic=x&topic=__proto__&topic=a", new Set(["a"])), new Set(["a"])));

const answer = (value) => new Response(gzipSync(JSON.stringify(value)));
test("titles are fetched by the file, each once", async () => {
  const asked = [];
  const files = new Files(new URL("http://localhost/shelf/"), async (address) => { asked.push(address); return answer([["s0", "T0", 2001], ["s1", "T1", null]]); });
  files.manifest = { perFile: 2, titles: "map/titles-x/" };
  assert.deepEqual(await files.title(3), { slug: "s1", title: "T1", year: null });
  assert.deepEqual(await files.title(2), { slug: "s0", title: "T0", year: 2001 });
  assert.deepEqual(asked, ["http://localhost/shelf/map/titles-x/1.json.gz"]);
});
test("titles that a server has unpacked on the way are read as they are", async () => {
  const files = new Files(new URL("http://localhost/"), async () => new Response(JSON.stringify([["s", "T\u00fc", 1]])));
  files.manifest = { perFile: 1, titles: "t/" };
  assert.deepEqual(await files.title(0), { slug: "s", title: "Tü", year: 1 });
});
test("a file that failed is asked for again", async () => {
  let times = 0;
  const files = new Files(new URL("http://localhost/"), async () => (times++ ? answer([["s", "T", 1]]) : { ok: false, status: 503 }));
  files.manifest = { perFile: 1, titles: "t/" };
  await assert.rejects(files.title(0), /503/);
  assert.equal((await files.title(0)).title, "T");
});
