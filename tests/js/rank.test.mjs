import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { STEPS, coverage, exactness, factor, share, shownFactor } = await import(path.join(process.env.SEARCH_MODULES, "rank.js"));
const seen = (changes) => ({ groups: 2, met: 3, exact: 3, title: 0, authors: 0, facts: 0, ...changes });

test("a paper with all words is worth sixteen times one with half of them", () => {
  assert.equal(coverage(seen({})) / coverage(seen({ met: 1 })), 16);
});

test("more words in the title are worth more", () => {
  assert.ok(share(seen({ title: 3 })) > share(seen({ title: 1 })));
  assert.ok(share(seen({ title: 1 })) > share(seen({})));
});

test("a name in the query takes nothing from the words in the title", () => {
  assert.equal(share(seen({ title: 1, authors: 2 })), share(seen({ title: 3 })));
});

test("words as typed, or all in the title, are worth ten times their families", () => {
  assert.equal(exactness(seen({})), 10);
  assert.equal(exactness(seen({ exact: 1, title: 3 })), 10);
  assert.equal(exactness(seen({ exact: 1 })), 1);
});

test("without steps every paper keeps its score", () => {
  assert.equal(factor(new Set())(seen({ met: 1, exact: 0 })), 1);
  assert.notEqual(factor(new Set(STEPS))(seen({ met: 1, exact: 0 })), 1);
});

const shown = { title: ["u", "net", "for", "cells"], name: ["u", "net"], authors: [["mei", "diaz"]] };

test("a title that equals the query comes first, however its compounds are written", () => {
  assert.equal(shownFactor(shown, ["unet", "for", "cells"]), Infinity);
});

test("what stands before the colon is the name of the paper", () => {
  assert.ok(shownFactor(shown, ["unet"]) > shownFactor(shown, ["net", "for"]));
});

test("words side by side, the last one begun, are worth more than the same words apart", () => {
  assert.ok(shownFactor(shown, ["net", "for", "cel"]) > shownFactor(shown, ["for", "net", "cel"]));
});

test("a family name is worth more than a given name", () => {
  assert.ok(shownFactor(shown, ["cells", "diaz"]) > shownFactor(shown, ["cells", "mei"]));
});
