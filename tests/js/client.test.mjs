import assert from "node:assert/strict";
import path from "node:path";
import test, { beforeEach, mock } from "node:test";

const { Client, TooLong } = await import(path.join(process.env.SEARCH_MODULES, "client.js"));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
});

/** Workers that do as a test says; each notes what it is sent. */
function world(...behaviours) {
  const workers = [];
  const client = new Client(() => {
    const behave = behaviours[Math.min(workers.length, behaviours.length - 1)];
    const worker = { sent: [], isEnded: false, terminate: () => { worker.isEnded = true; } };
    const say = (data) => queueMicrotask(() => worker.isEnded || worker.onmessage({ data }));
    worker.postMessage = (message) => { worker.sent.push(message); behave(message, say, worker); };
    workers.push(worker);
    say({});
    return worker;
  });
  return { client, workers };
}

const answering = ({ id, query, knock }, say) => (knock ? say({}) : query !== undefined && say({ id, answer: { query } }));
/** Computes for ever when it is asked that one query, so that it hears nothing more; answers others. */
const stuckAt = (fatal) => (message, say, worker) => {
  worker.isStuck ||= message.query === fatal;
  if (!worker.isStuck) answering(message, say);
};
const waiting = ({ knock }, say) => knock && say({});

test("a question gets its answer", async () => {
  const { client } = world(answering);
  assert.deepEqual(await client.search("one", {}), { query: "one" });
});

test("no Worker is started before something is asked", () => assert.equal(world(answering).workers.length, 0));

test("a Worker that computes too long is ended and the next question starts another", async () => {
  const { client, workers } = world(stuckAt("fatal"));
  const rejected = assert.rejects(client.search("fatal", {}), TooLong);
  await tick(1400);
  await rejected;
  assert.ok(workers[0].isEnded);
  assert.deepEqual(await client.search("one", {}), { query: "one" });
  assert.equal(workers.length, 2);
});

test("waiting for the network is no computing", async () => {
  const { client, workers } = world(waiting);
  const asked = client.search("slow", {});
  await tick(20_000);
  assert.ok(!workers[0].isEnded);
  workers[0].onmessage({ data: { id: 1, answer: { query: "slow" } } });
  assert.deepEqual(await asked, { query: "slow" });
});

test("a Worker that is still being loaded does not compute", async () => {
  const worker = { postMessage() {}, terminate() { assert.fail(); } };
  new Client(() => worker).search("early", {}).catch(() => {});
  await tick(20_000);
  assert.equal(typeof worker.onmessage, "function");
});

test("what never answers is given up in the end", async () => {
  const lost = world(waiting).client.search("slow", {});
  const rejected = assert.rejects(lost, /did not answer/);
  await tick(61_000);
  await rejected;
});

test("a question that was taken back is not answered, and the Worker is told", async () => {
  const { client, workers } = world(waiting);
  const control = new AbortController();
  const asked = client.search("old", {}, control.signal);
  control.abort();
  await assert.rejects(asked, { name: "AbortError" });
  assert.deepEqual(workers[0].sent.at(-1), { id: 1, isTakenBack: true });
});

test("a question that was taken back before it is asked reaches no Worker", async () => {
  const { client, workers } = world(answering);
  await assert.rejects(client.search("old", {}, AbortSignal.abort()), { name: "AbortError" });
  assert.equal(workers.length, 0);
});

test("a question that was taken back and has no end does not take the next one with it", async () => {
  const { client, workers } = world(stuckAt("fatal"));
  const control = new AbortController();
  client.search("fatal", {}, control.signal).catch(() => {});
  control.abort();
  const wanted = client.search("one", {});
  await tick(1400);
  assert.deepEqual(await wanted, { query: "one" });
  assert.equal(workers.length, 2);
});

test("a Worker that cannot be loaded is told to all who asked", async () => {
  const { client, workers } = world(waiting);
  const asked = [client.search("one", {}), client.search("two", {})];
  workers[0].onerror({ preventDefault() {} });
  for (const lost of asked) await assert.rejects(lost, /could not be loaded/);
});

test("a problem in the Worker is told", async () => {
  const { client } = world(({ id }, say) => id && say({ id, problem: "damaged" }));
  await assert.rejects(client.search("one", {}), /damaged/);
});

/** Let the time pass, and after each knock what it has set off. */
async function tick(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    mock.timers.tick(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
