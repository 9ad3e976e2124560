import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { completions, distance, editsFor, isTailOf, neighbours, splits, tailPlaces } = await import(path.join(process.env.SEARCH_MODULES, "expand.js"));

for (const [one, other, edits] of [["graph", "graph", 0], ["grpah", "graph", 1], ["grap", "graph", 1], ["graaph", "graph", 1], ["grabh", "graph", 1], ["graph", "tree", 2]]) {
  test(`from ${one} to ${other} it takes ${edits}, or more than one`, () => assert.equal(distance(one, other, 1), edits));
}

test("short words take no error, long ones two", () => assert.deepEqual(["ab", "abc", "abcdefgh"].map(editsFor), [0, 1, 2]));

const LIST = [["graph", 5], ["graphic", 2], ["graphs", 7], ["grape", 1]];
test("longer words come by frequency, without the word itself", () => assert.deepEqual(completions([LIST], "graph", 2), ["graphs", "graphic"]));
test("the nearest words come first, then the frequent ones", () => {
  assert.deepEqual(neighbours([LIST], "graphz", 5).map((item) => item.word), ["graphs", "graph"]);
});

test("no word within reach is passed by, whatever its letters", () => {
  const letters = "ab1é語𝒳q", typed = ["ab1é", "q語aab1éq", "𝒳ab1é𝒳ab1é", "aaaaaaaa"];
  const words = [];
  for (let number = 0; number < 3000; number++) {
    const like = [...typed[number % typed.length]];
    for (let edit = (number >> 2) % 4; edit > 0; edit--) like.splice((number * 7 + edit) % like.length, edit % 2, [...letters][(number + edit * 3) % 7]);
    words.push([like.join(""), 1]);
  }
  for (const text of typed) {
    const near = words.filter(([word]) => word !== text && distance(text, word, editsFor(text)) <= editsFor(text));
    assert.ok(near.length > 20);
    assert.equal(neighbours([words], text, Infinity).length, near.length);
  }
});

for (const [typed, word] of [["vraph", "graph"], ["raph", "graph"], ["xgraph", "graph"], ["rgaph", "graph"]]) {
  test(`${typed} is ${word} with another beginning`, () => {
    const tail = word.slice(1) + word[0];
    assert.ok(isTailOf(typed)(tail));
    assert.ok(tailPlaces(typed).some((place) => tail.startsWith(place) || place.startsWith(tail.slice(0, -1))));
  });
}
test("other words are not", () => assert.ok(!isTailOf("vraph")("rapeg")));
test("a word is parted everywhere but at its ends", () => assert.deepEqual(splits("abcde"), [["ab", "cde"], ["abc", "de"]]));
