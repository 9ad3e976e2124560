import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { MAX_GROUPS, compoundJoins, parse, parseWords } = await import(path.join(process.env.SEARCH_MODULES, "query.js"));
const words = (text, options = {}) => parse(text, options).groups.map((group) => group.words.join("|"));

test("plain words are looked for as they are", () => assert.deepEqual(words("Deep Symmetry"), ["deep", "symmetry"]));
test("common words go while three others remain", () => assert.deepEqual(words("on the symmetry of deep networks"), ["symmetry", "deep", "networks"]));
test("common words stay when they are nearly all there is", () => assert.deepEqual(words("all you need"), ["all", "you", "need"]));
test("OR joins two words", () => assert.deepEqual(words("graph OR tree model"), ["graph|tree", "model"]));
test("OR at an end is a word", () => assert.deepEqual(words("OR graph"), ["or", "graph"]));
test("a dash excludes a word", () => assert.deepEqual(parse("graph -tree", {}).excluded.map((group) => group.words), [["tree"]]));
test("a dash before a number belongs to it", () => assert.deepEqual(words("graph -1"), ["graph", "1"]));
test("a phrase demands its words", () => {
  const { groups, phrases } = parse('"deep nets" now', {});
  assert.deepEqual(groups.map((group) => group.isRequired), [true, true, false]);
  assert.deepEqual(phrases, [{ words: [["deep"], ["nets"]], fields: 7 }]);
});
test("an author is looked for among authors only", () => assert.equal(parse("author:diaz", {}).groups[0].fields, 2));
test("a full name may be quoted", () => assert.deepEqual(words('author:"Ana Díaz"'), ["ana", "diaz"]));

for (const [text, years] of [["year:2019", [2019, 2019]], ["year:2019..2021", [2019, 2021]], ["year:2019..", [2019, 9999]], ["year:..2021", [0, 2021]]]) {
  test(`${text} is a range of years`, () => assert.deepEqual(parse(text, {}).years, years));
}

for (const text of ["year:soon", "has:wings", "title:", "unknown:word", '"', "-", "venue:?"]) {
  test(`${text} is plain words, not an error`, () => assert.ok(parse(`${text} graph`, {}).isPlain));
}

test("at most twelve groups are scored, the longest words", () => {
  const many = Array.from({ length: 30 }, (_, place) => `w${"x".repeat(place)}`);
  assert.equal(parse(many.join(" "), {}).groups.length, MAX_GROUPS);
  assert.equal(parseWords(many.join(" ")).groups.length, MAX_GROUPS);
});

test("a word counts once", () => assert.deepEqual(words("graph graph"), ["graph"]));
test("only the last word may be a beginning, and only while it is typed", () => {
  assert.deepEqual(parse("graph neu", {}).groups.map((group) => group.isLast), [false, true]);
  assert.deepEqual(parse("graph neu ", {}).groups.map((group) => group.isLast), [false, false]);
});
test("compounds are looked for joined too", () => {
  assert.deepEqual(compoundJoins(parse("the U^2-Net here", {}).groups.filter((group) => group.compound)),
    [{ word: "u2", bits: 3 }, { word: "2net", bits: 6 }, { word: "u2net", bits: 7 }]);
});
test("an empty query lists everything, signs alone nothing", () => {
  assert.ok(parse("", {}).isOpen);
  assert.ok(parse("year:2020", {}).isOpen);
  assert.ok(!parse("?!", {}).isOpen);
});
