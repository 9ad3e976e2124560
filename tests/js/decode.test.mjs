import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const decode = await import(path.join(process.env.SEARCH_MODULES, "decode.js"));
const bytes = (...numbers) => Uint8Array.from([0x50, 0x53, 1, ...numbers]);

test("a column gives a number for each paper", () => assert.deepEqual([...decode.decodeColumn(bytes(5, 0x80, 1), 2)], [5, 128]));
test("runs give year, venue and papers", () => {
  assert.deepEqual(decode.decodeRuns(bytes(0xe8, 0x0f, 1, 3), 3), [{ year: 2024, venue: 1, start: 0, end: 3 }]);
});
test("words are front-coded", () => {
  assert.deepEqual(decode.decodeWords(new TextEncoder().encode("2\n0graph3\n5s1\n")), [["graph", 3], ["graphs", 1]]);
});
test("beginnings of files are front-coded", () => assert.deepEqual(decode.decodeFirsts("0 0gra 3ph"), ["", "gra", "graph"]));

const DAMAGED = {
  "another file": () => decode.decodeColumn(Uint8Array.from([60, 104, 49]), 1),
  "a column that ends too early": () => decode.decodeColumn(bytes(1), 2),
  "a number without end": () => decode.decodeColumn(bytes(255, 255, 255, 255, 255, 255), 1),
  "runs of more papers than there are": () => decode.decodeRuns(bytes(1, 1, 9), 3),
  "a run of no papers": () => decode.decodeRuns(bytes(1, 1, 0), 3),
  "a shard that ends too early": () => decode.decodeShard(bytes(9, 0, 1, 97, 4, 1)),
  "postings of more papers than there are": () => decode.decodePostings({ word: "a", count: 9, field: 4, bytes: bytes() }, 3),
  "postings without end": () => decode.decodePostings({ word: "a", count: 2, field: 4, bytes: Uint8Array.from([255]) }, 300),
  "words that share more than there is": () => decode.decodeWords(new TextEncoder().encode("1\n5graph3\n")),
  "words that were cut off": () => decode.decodeWords(new TextEncoder().encode("2\n0graph3\n")),
  "a page in the place of words": () => decode.decodeWords(new TextEncoder().encode("<h1>Not found</h1>\n")),
};
for (const [what, task] of Object.entries(DAMAGED)) {
  test(`${what} is damage, not a hang`, () => assert.throws(task, decode.DamagedFile));
}
