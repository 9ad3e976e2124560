/** The storage that tabs share: what is kept, what is refused, and what is never overwritten. */
import assert from "node:assert/strict";
import { test } from "node:test";

const { KEY } = await import(`${process.env.MODULES}/reading/stars.js`);
const { Store } = await import(`${process.env.MODULES}/reading/store.js`);
const { shown, withChange, withPaper } = await import(`${process.env.MODULES}/reading/list.js`);

const paper = (id) => (list, now) => withPaper(list, { id, slug: id, title: id, authors: [], others: 0, venue: "", year: "" }, now);
const ids = (store) => shown(store.list).map(({ id }) => id).sort();

/** Storage of a browser, for so many characters. */
function storage(room = Infinity) {
  const kept = new Map();
  return {
    get length() { return kept.size; },
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, text) {
      if (text.length > room) throw new DOMException("no room", "QuotaExceededError");
      kept.set(key, text);
    },
    removeItem: (key) => kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

let time = 1;
const open = (where) => new Store(() => where, () => time++);

test("what is saved is there in the next page", () => {
  const where = storage();
  assert.ok(open(where).update(paper("a")));
  assert.deepEqual(ids(open(where)), ["a"]);
  assert.deepEqual(where.keys(), [KEY]);
});

test("two tabs that save in turn lose nothing, though neither has heard of the other", () => {
  const where = storage(), one = open(where), other = open(where);
  one.update(paper("a"));
  other.update(paper("b"));
  one.update(paper("c"));
  assert.deepEqual(ids(open(where)), ["a", "b", "c"]);
});

test("what another tab wrote over in the same moment is written again", () => {
  const where = storage(), one = open(where), other = open(where);
  one.update(paper("a"));
  const stale = storage();
  other.storage = () => stale;
  other.update(paper("b"));
  where.setItem(KEY, stale.getItem(KEY));
  one.hear(where.getItem(KEY));
  assert.deepEqual(ids(open(where)), ["a", "b"]);
  const agreed = where.getItem(KEY);
  other.storage = () => where;
  other.hear(agreed);
  assert.equal(where.getItem(KEY), agreed);
  assert.deepEqual(ids(other), ["a", "b"]);
});

test("what was written over is not lost either when the word of it comes late", () => {
  const where = storage(), one = open(where), other = storage();
  one.update(paper("a"));
  open(other).update(paper("b"));
  where.setItem(KEY, other.getItem(KEY));
  one.update(paper("c"));
  assert.deepEqual(ids(open(where)), ["a", "b", "c"]);
});

test("a list that was deleted stays deleted", () => {
  const where = storage(), store = open(where);
  store.update(paper("a"));
  where.removeItem(KEY);
  store.hear(null);
  assert.deepEqual(ids(store), []);
  store.update(paper("b"));
  assert.deepEqual(ids(open(where)), ["b"]);
});

test("when the storage is full the list is what it was before, and says so", () => {
  const where = storage(500), store = open(where);
  assert.ok(store.update(paper("a")));
  assert.equal(store.update((list, now) => withChange(list, "a", { note: "n".repeat(1000) }, now)), false);
  assert.equal(store.fault, "full");
  assert.equal(shown(store.list)[0].note, "");
  assert.ok(store.update((list, now) => withChange(list, "a", { note: "short" }, now)));
  assert.equal(store.fault, "");
});

test("a browser that keeps nothing is told apart from one that is full", () => {
  const blocked = new Store(() => { throw new DOMException("denied", "SecurityError"); });
  const isPrivate = open(storage(0));
  assert.equal(blocked.fault, "blocked");
  assert.equal(blocked.update(paper("a")), false);
  assert.equal(isPrivate.update(paper("a")), false);
  assert.deepEqual([blocked.fault, isPrivate.fault], ["blocked", "blocked"]);
});

test("what cannot be read is never written over", () => {
  for (const [text, fault] of [["{", "damaged"], ['{"version": 9}', "newer"]]) {
    const where = storage();
    where.setItem(KEY, text);
    const store = open(where);
    assert.equal(store.update(paper("a")), false);
    assert.deepEqual([store.fault, where.getItem(KEY), store.raw], [fault, text, text]);
  }
});

test("who begins anew keeps what could not be read beside it", () => {
  const where = storage();
  where.setItem(KEY, "{");
  const store = open(where);
  assert.ok(store.beginAnew());
  assert.ok(store.update(paper("a")));
  assert.deepEqual(ids(open(where)), ["a"]);
  assert.equal(where.getItem(where.keys().find((key) => key !== KEY)), "{");
});

test("listeners hear of each change", () => {
  const store = open(storage());
  let heard = 0;
  store.subscribe(() => heard++);
  store.update(paper("a"));
  store.hear(null);
  assert.equal(heard, 2);
});
