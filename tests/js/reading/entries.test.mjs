/** What comes out of a file, a link or the storage is checked field by field. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { isNamedBySlug, parseEntry, parseFacts, tagsOf } = await import(`${process.env.MODULES}/reading/entries.js`);

const GOOD = { id: "doi:10.9999/x", slug: "a-slug", title: "Invented title", authors: ["Ada Example"], others: 2, venue: "ICIT 2024", year: "2024" };

test("good facts stay as they are", () => {
  assert.deepEqual(parseFacts(GOOD), GOOD);
});

test("what is no paper is told apart", () => {
  for (const value of [null, undefined, 3, "x", [], [GOOD]]) assert.equal(parseFacts(value), "this is no paper");
  for (const title of [undefined, "", "  ", 3, {}, "\u200b"]) assert.equal(parseFacts({ ...GOOD, title }), "the paper has no title");
  assert.equal(parseFacts({ title: "Alone" }), "the paper has neither id nor slug");
});

test("an address is a slug or nothing", () => {
  for (const slug of ["../x", "a/b", "A", "javascript:x", "-a", "a".repeat(92), 3, {}]) assert.equal(parseFacts({ ...GOOD, slug }).slug, "");
});

test("a paper without identity is named by its address", () => {
  const { id } = parseFacts({ ...GOOD, id: "two words" });
  assert.equal(id, "slug:a-slug");
  assert.ok(isNamedBySlug(id) && !isNamedBySlug(GOOD.id));
});

test("what could turn the words beside it is left out, and lines become one", () => {
  assert.equal(parseFacts({ ...GOOD, title: " a\u202eb\n c\u0000d\ud800 " }).title, "ab c d");
});

test("fields of other types are as if they were missing", () => {
  const found = parseFacts({ ...GOOD, authors: "Ada", others: "many", venue: 3, year: "soon" });
  assert.deepEqual([found.authors, found.others, found.venue, found.year], [[], 0, "", ""]);
});

test("long facts are cut, a note is not", () => {
  const entry = parseEntry({ ...GOOD, title: "x".repeat(2000), authors: Array(20).fill("A"), note: `${"n".repeat(30000)}\n` });
  assert.deepEqual([entry.title.length, entry.authors.length, entry.others, entry.note.length], [1000, 12, 10, 30001]);
});

test("tags are cleaned, and each stands once", () => {
  assert.deepEqual(tagsOf(" one, two ,,one\n"), ["one", "two"]);
  assert.deepEqual(tagsOf(["one", 3, "", "two"]), ["one", "two"]);
  assert.deepEqual(tagsOf(7), []);
});

test("names of prototypes are data", () => {
  const entry = parseEntry(JSON.parse('{"__proto__": {"title": "x"}, "slug": "a", "title": "Mine", "constructor": 1}'));
  assert.equal(entry.title, "Mine");
  assert.equal({}.title, undefined);
});
