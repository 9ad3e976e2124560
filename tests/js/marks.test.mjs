import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { marked } = await import(path.join(process.env.SEARCH_MODULES, "marks.js"));
const { readable } = await import(path.join(process.env.SEARCH_MODULES, "readable.js"));
const shown = (text, ...words) => marked(text, new Set(words)).map(([piece, isMarked]) => (isMarked ? `[${piece}]` : piece)).join("");

test("words are marked as they are written", () => assert.equal(shown("Deep Nets, deeply", "deep"), "[Deep] Nets, deeply"));
test("accents do not matter", () => assert.equal(shown("By Díaz", "diaz"), "By [Díaz]"));
test("a compound is marked whole when its join was looked for", () => assert.equal(shown("The U-Net model", "unet"), "The [U-Net] model"));
test("a part of a compound is marked by itself", () => assert.equal(shown("Neural-collapse", "neural"), "[Neural]-collapse"));
test("neighbouring pieces of one kind are one piece", () => assert.deepEqual(marked("a b c", new Set()), [["a b c", false]]));
test("a text without words is one piece", () => assert.deepEqual(marked("… !", new Set(["x"])), [["… !", false]]));
test("an empty text has no pieces", () => assert.deepEqual(marked("", new Set()), []));
for (const text of ["<b>Deep</b> & \"nets\"", "a\u202eb", "$x$ \\ {}", "日本語 deep", "👩‍🔬 deep", "--deep--"]) {
  test(`the pieces of ${JSON.stringify(text)} are the text`, () => {
    assert.equal(marked(text, new Set(["deep"])).map(([piece]) => piece).join(""), text);
  });
}
for (const [title, shown_] of [
  ["$U^2$-Net and $A_1$ in $\\mathcal{O}(n)$", "U²-Net and A₁ in O(n)"],
  ["$\\alpha$-divergence, $\\mathrm{SO}(3)$, $\\ell_1$", "α-divergence, SO(3), ℓ₁"],
  ["$x^{-1}$ and $w^*_{\\min}$", "x⁻¹ and w*_min"],
  ["Costs $5 and $10 or $5-$10", "Costs $5 and $10 or $5-$10"],
  ["Costs 5$ only", "Costs 5$ only"],
]) {
  test(`${title} is shown as ${shown_}`, () => assert.equal(readable(title), shown_));
}
