/** The reading list as a value: what a reader does, what two tabs know together, what is kept though it is not understood. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { empty, findEntry, listText, merged, moved, parseList, shown, withChange, withFacts, withPaper, without } = await import(`${process.env.MODULES}/reading/list.js`);

const facts = (id, slug = id.split(":")[1]) => ({ id, slug, title: `Invented ${slug}`, authors: ["Ada Example"], others: 0, venue: "", year: "2024" });
const listOf = (...ids) => ids.reduceRight((list, id, at) => withPaper(list, facts(id), 100 - at), empty());
const order = (list) => shown(list).map(({ id }) => id);

test("what is saved last stands on top", () => {
  assert.deepEqual(order(listOf("t:a", "t:b", "t:c")), ["t:a", "t:b", "t:c"]);
});

test("a paper is found by its identity, whatever its address is", () => {
  assert.equal(findEntry(listOf("doi:1"), { id: "doi:1", slug: "other" })?.id, "doi:1");
});

test("a paper is found by its address when it has got another identity", () => {
  assert.equal(findEntry(listOf("slug:a"), { id: "doi:1", slug: "a" })?.id, "slug:a");
});

test("a paper is saved once", () => {
  const list = listOf("doi:1");
  assert.equal(withPaper(list, facts("doi:1"), 200), list);
});

test("what was removed is no longer shown, and comes back with what was written", () => {
  const written = withChange(listOf("t:a"), "t:a", { note: "mine", tags: ["x"] }, 200);
  const gone = without(written, "t:a", 300);
  const [again] = shown(withPaper(gone, facts("t:a"), 400));
  assert.deepEqual(order(gone), []);
  assert.deepEqual([again.note, again.tags], ["mine", ["x"]]);
});

test("an entry is moved before or behind another one", () => {
  const list = listOf("t:a", "t:b", "t:c", "t:d");
  assert.deepEqual(order(moved(list, "t:d", "t:b", "before", 200)), ["t:a", "t:d", "t:b", "t:c"]);
  assert.deepEqual(order(moved(list, "t:a", "t:b", "behind", 200)), ["t:b", "t:a", "t:c", "t:d"]);
  assert.deepEqual(order(moved(list, "t:d", "t:a", "before", 200)), ["t:d", "t:a", "t:b", "t:c"]);
  assert.deepEqual(order(moved(list, "t:a", "t:d", "behind", 200)), ["t:b", "t:c", "t:d", "t:a"]);
});

test("the order holds however often something is moved to the same gap", () => {
  let list = listOf("t:a", "t:b", "t:c");
  for (let time = 0; time < 200; time++) list = moved(list, order(list)[2], order(list)[1], "before", 200 + time);
  assert.equal(new Set(shown(list).map(({ place }) => place)).size, 3);
  assert.deepEqual(order(list), ["t:a", "t:b", "t:c"]);
});

test("what two tabs have done is known to both, in whatever order they hear of it", () => {
  const common = listOf("t:a", "t:b");
  const one = withPaper(without(common, "t:a", 200), facts("t:c"), 201), other = withChange(common, "t:b", { note: "seen" }, 202);
  const both = merged(one, other);
  assert.deepEqual(order(both), ["t:c", "t:b"]);
  assert.equal(shown(both)[1].note, "seen");
  assert.equal(listText(merged(other, one), 300), listText(both, 300));
  assert.equal(listText(merged(both, one), 300), listText(both, 300));
});

test("of two changes in the same moment both tabs choose the same one", () => {
  const common = listOf("t:a");
  const one = withChange(common, "t:a", { note: "one" }, 200), other = withChange(common, "t:a", { note: "two" }, 200);
  assert.equal(listText(merged(one, other), 300), listText(merged(other, one), 300));
});

test("a paper that has got another address and identity stays the one that was saved", () => {
  const list = withChange(listOf("slug:a"), "slug:a", { note: "mine" }, 200);
  const renamed = withFacts(list, list.entries.get("slug:a"), { id: "doi:1", slug: "b" }, 300);
  assert.deepEqual(shown(renamed).map(({ id, slug, note }) => [id, slug, note]), [["doi:1", "b", "mine"]]);
  assert.deepEqual(order(merged(list, renamed)), ["doi:1"]);
});

test("what is stored is read as it was written", () => {
  const list = withChange(listOf("t:a", "t:b"), "t:a", { note: "two\nlines", tags: ["one", "two"], read: true }, 200);
  const text = listText(list, 300);
  assert.equal(listText(parseList(text), 300), text);
});

test("what was removed long ago is forgotten", () => {
  const list = without(listOf("t:a"), "t:a", 200);
  assert.match(listText(list, 300), /t:a/);
  assert.doesNotMatch(listText(list, 300 + 91 * 24 * 3600 * 1000), /t:a/);
});

test("what is no list is not taken for an empty one", () => {
  for (const text of ["", "{", "[]", "null", "3", '{"entries": []}', '{"version": 0, "entries": []}', '{"version": 1}', '{"version": 1, "entries": {}}']) assert.equal(parseList(text), "damaged", text);
  assert.equal(parseList('{"version": 2, "papers": []}'), "newer");
});

test("an entry that cannot be read costs itself, and is kept as it was", () => {
  const [entry] = listOf("t:a").entries.values();
  const text = JSON.stringify({ version: 1, colour: "green", entries: [{ broken: true }, { ...entry, mood: "new" }, 7] });
  const list = parseList(text);
  const again = JSON.parse(listText(list, 300));
  assert.deepEqual(order(list), ["t:a"]);
  assert.deepEqual(again.unread, [{ broken: true }, 7]);
  assert.equal(again.colour, "green");
  assert.equal(again.entries[0].mood, "new");
});
