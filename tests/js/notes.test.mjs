import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const modules = (name) => import(path.join(process.env.SEARCH_MODULES, name));
const { kindOf, nearest } = await modules("notes.js");
const { authorQuery, facts } = await modules("hits.js");
const { choices, toggled } = await modules("filters.js");
const { nothing, parseState, addressOf } = await modules("state.js");
const { parse } = await modules("query.js");

const relaxed = (change) => ({ missing: [], corrected: {}, query: null, partial: false, ...change });
test("an answer to what was asked needs no note", () => assert.equal(kindOf(null), ""));
test("words taken for others are named first", () => assert.equal(kindOf(relaxed({ query: "x", missing: ["y"], partial: true })), "corrected"));
test("missing words are named before partial hits", () => assert.equal(kindOf(relaxed({ missing: ["y"], partial: true })), "missing"));
test("partial hits are named", () => assert.equal(kindOf(relaxed({ partial: true })), "partial"));
test("the nearest words are few, each once", () => assert.deepEqual(nearest(["a", "a", ..."bcdefghij"]), [..."abcdef"]));

const hit = { authors: ["A", "B", "C", "D", "E"], authorCount: 7, venue: "ICLR 2020", year: 2020 };
test("a line of facts names four authors, venue and year once", () => assert.equal(facts(hit), "A, B, C, D and 3 more · ICLR 2020"));
test("what is not known is left out", () => assert.equal(facts({ authors: [], authorCount: 0, venue: null, year: null }), ""));
test("a year that the venue does not say is said", () => assert.equal(facts({ ...hit, authors: ["A"], authorCount: 1, year: 2019 }), "A · ICLR 2020 · 2019"));

for (const name of ["Ana Díaz", 'Ana "Nana" Díaz', "O'Neil -x OR y", "author:z"]) {
  test(`the link of the author ${name} searches among authors only`, () => {
    const { query } = parseState(addressOf({ ...nothing(), query: authorQuery(name) }));
    assert.deepEqual([...new Set(parse(query, {}).groups.map((group) => group.fields))], [2]);
  });
}

const answer = { facets: { topics: { a: 3, b: 5 }, years: { 2020: 1, 2023: 2, unknown: 4 }, venues: { V: 1 }, code: 0, pdf: 0 }, topicNames: { a: "Alpha", b: "Beta" } };
const listed = (key, change) => choices(key, { ...nothing(), ...change }, answer).map(({ name, count }) => `${name} ${count}`);
test("frequent topics come first, by name", () => assert.deepEqual(listed("topics"), ["Beta 5", "Alpha 3"]));
test("chosen values come first, also without a paper", () => assert.deepEqual(listed("topics", { topics: ["a", "gone"] }), ["Alpha 3", "gone 0", "Beta 5"]));
test("the newest year comes first, the unknown last", () => assert.deepEqual(listed("years"), ["2023 2", "2020 1", "unknown 4"]));
test("a value is chosen and given back", () => {
  const once = toggled(nothing(), "years", 2020);
  assert.deepEqual(once.years, [2020]);
  assert.deepEqual(toggled(once, "years", 2020), nothing());
  assert.equal(toggled(nothing(), "code").code, true);
});
