import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";

const { Latest } = await import(path.join(process.env.SEARCH_MODULES, "latest.js"));

/** A client whose answers come when the test gives them, in any order. */
function world() {
  const asked = [];
  const search = (query, _, signal) => new Promise((resolve, reject) => {
    asked.push({ query, resolve, reject, signal });
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  const told = [];
  return { asked, told, latest: new Latest({ search }, (isSlow) => told.push(isSlow)) };
}

test("an answer comes through", async () => {
  const { asked, latest } = world();
  const wanted = latest.ask("one", {});
  asked[0].resolve({ total: 1 });
  assert.deepEqual(await wanted, { total: 1 });
});

test("a newer question takes the older one back, whichever is answered first", async () => {
  const { asked, latest } = world();
  const [old, wanted] = [latest.ask("one", {}), latest.ask("two", {})];
  asked[1].resolve({ total: 2 });
  asked[0].resolve({ total: 1 });
  assert.equal(await old, null);
  assert.deepEqual(await wanted, { total: 2 });
});

test("what was taken back fails without a word", async () => {
  const { latest } = world();
  const old = latest.ask("one", {});
  latest.takeBack();
  assert.equal(await old, null);
});

test("a fault of the question that counts is told", async () => {
  const { asked, latest } = world();
  const wanted = latest.ask("one", {});
  asked[0].reject(new Error("gone"));
  await assert.rejects(wanted, /gone/);
});

test("a long wait is told, and its end", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, told, latest } = world();
  const wanted = latest.ask("one", {});
  context.mock.timers.tick(1000);
  asked[0].resolve({});
  await wanted;
  assert.deepEqual(told.slice(-2), [true, false]);
});

test("a short wait is not told", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, told, latest } = world();
  const wanted = latest.ask("one", {});
  asked[0].resolve({});
  await wanted;
  context.mock.timers.tick(1000);
  assert.ok(!told.includes(true));
});

test("an old question that ends does not end the wait for the newer one", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { told, latest } = world();
  const old = latest.ask("one", {});
  latest.ask("two", {}).catch(() => {});
  await old;
  context.mock.timers.tick(1000);
  assert.equal(told.at(-1), true);
});
