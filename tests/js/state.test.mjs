import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { MAX_QUERY, addressOf, chosen, isEmpty, nothing, parseState } = await import(path.join(process.env.SEARCH_MODULES, "state.js"));
const parser = await import(path.join(process.env.SEARCH_MODULES, "query.js"));

const STATES = [
  {}, { query: "graph networks" }, { query: "a & b = c + d # ? % \u00e9" }, { topics: ["fairness-bias", "gnn"] }, { years: [2023, 0] }, { venues: ["A & B", "C"] },
  { code: true }, { pdf: true, literal: true, query: "x" }, { sort: "newest" }, { sort: "cited", query: "x" },
];
for (const change of STATES) {
  test(`an address says ${JSON.stringify(change)} and is read back`, () => {
    const state = { ...nothing(), ...change };
    assert.deepEqual(parseState(addressOf(state)), state);
  });
}

test("nothing has no address", () => assert.equal(addressOf(nothing()), ""));
test("nothing is empty, a filter or a sort alone is not", () => {
  assert.ok(isEmpty(nothing()));
  assert.ok(!isEmpty({ ...nothing(), sort: "newest" }));
  assert.ok(!isEmpty({ ...nothing(), code: true }));
});
test("filters are counted, words and order are not", () => {
  assert.equal(chosen({ ...nothing(), query: "x", sort: "newest", topics: ["a", "b"], years: [2020], code: true }), 4);
});
test("a query in an address is cut", () => assert.equal(parseState(`?q=${"x".repeat(9999)}`).query.length, MAX_QUERY));
test("an address keeps as much of a query as the parser reads", () => assert.equal(MAX_QUERY, parser.MAX_QUERY));
test("only so many values of a filter are taken, each once", () => {
  assert.equal(parseState(`?${"topic=a&".repeat(99)}`).topics.length, 1);
  assert.ok(parseState(`?${Array.from({ length: 999 }, (_, at) => `venue=v${at}`).join("&")}`).venues.length < 100);
});
for (const search of ["?year=soon", "?year=-1", "?year=20240", "?sort=best", "?sort=__proto__", "?topic=", "?constructor=1", "?%", "?q=%ff"]) {
  test(`${search} breaks nothing`, () => {
    const { years, topics, sort } = parseState(search);
    assert.deepEqual({ years, topics, sort }, { years: [], topics: [], sort: "best" });
  });
}
