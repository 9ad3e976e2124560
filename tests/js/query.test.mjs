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
test("a dash excludes a compound or a phrase as one", () => {
  assert.deepEqual(parse('graph -self-supervised -author:"Ana Díaz"', {}).excluded.map(({ words, fields }) => [words, fields]), [[["self", "supervised"], 7], [["ana", "diaz"], 2]]);
});
test("a dash before a number belongs to it", () => assert.deepEqual(words("graph -1"), ["graph", "1"]));
test("a phrase demands its words", () => {
  const { groups, phrases } = parse('"deep nets" now', {});
  assert.deepEqual(groups.map((group) => group.isRequired), [true, true, false]);
  assert.deepEqual(phrases, [{ words: [["deep"], ["nets"]], fields: 7 }]);
});
/** The sides of every OR as words, each with the phrases that it demands. */
const sides = (text) => parse(text, {}).choices.map((choice) => choice.map(({ groups, phrases }) => [groups.map((group) => group.words.join("|")).join(" "), phrases.length]));

test("quoted parts and fields joined by OR are sides of a choice", () => {
  assert.deepEqual(sides('author:"Ana Díaz" OR author:"A. Díaz"'), [[["ana diaz", 1], ["a diaz", 1]]]);
  assert.deepEqual(sides('"deep nets" OR tree OR title:graph'), [[["deep nets", 1], ["tree", 0], ["graph", 0]]]);
  assert.deepEqual(sides('model graph OR "deep nets" "x y" OR u-net'), [[["graph", 0], ["deep nets", 1]], [["x y", 1], ["u net", 0]]]);
});
test("what stands on a side of a choice is demanded of that side alone", () => {
  const { groups, phrases } = parse('"deep nets" OR tree model "x y"', {});
  assert.deepEqual(groups.map((group) => [group.words[0], group.isRequired]), [["deep", true], ["nets", true], ["tree", true], ["model", false], ["x", true], ["y", true]]);
  assert.deepEqual(phrases, [{ words: [["x"], ["y"]], fields: 7 }]);
});
test("words of one field joined by OR are one group", () => {
  assert.deepEqual([words("author:diaz OR author:kim OR author:ito"), sides("author:diaz OR author:kim")], [["diaz|kim|ito"], []]);
  assert.deepEqual([words("title:graph OR author:kim"), sides("title:graph OR author:kim")], [["graph", "kim"], [[["graph", 0], ["kim", 0]]]]);
});
test("OR behind nothing to look for joins nothing", () => {
  assert.deepEqual(sides('? OR "deep nets"'), []);
  assert.deepEqual(sides('year:2020 OR "deep nets"'), []);
});
test("common words stay where they are a side's own", () => assert.deepEqual(sides('"to be" OR "graph nets models"'), [[["to be", 1], ["graph nets models", 1]]]));
test("a side keeps a word when there are too many", () => {
  const { groups, choices } = parse('"a b" OR "abc abcd abcde abcdef abcdefg abcdefgh" OR "bbbbbb bcdefg bcdefgh bcdefghi bcdefghij bcdefghijk"', {});
  assert.equal(groups.length, MAX_GROUPS);
  assert.ok(choices[0].every((side) => side.groups.some((group) => groups.includes(group))));
});
test("compounds of two phrases stay apart", () => assert.deepEqual(compoundJoins(parse('"u-net" "v-net"', {}).groups).map(({ word }) => word), ["unet", "vnet"]));
test("several years are either of them", () => assert.deepEqual(parse("year:2019 OR year:2021..", {}).years, [2019, 2019, 2021, 9999]));
test("what has a sign of its own names no title", () => {
  for (const text of ["graph OR tree", "author:kim graph", "graph -tree"]) assert.deepEqual(parse(text, {}).title, []);
  assert.deepEqual(parse('"deep nets" now', {}).title, ["deep", "nets", "now"]);
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
