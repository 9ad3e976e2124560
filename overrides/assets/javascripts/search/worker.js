// The engine in a Worker of its own: takes questions, gives answers that are ready to be shown, and answers knocks while it does not compute.
// It loads everything at once: a file that is found out only in another one costs one more way to the server and back.

const root = new URL("../../../", import.meta.url);
/** The file that every search begins with, on its way while the modules are. @type {Promise<Response> | undefined} */
let manifest = fetch(new URL("search/manifest.json", root), { cache: "no-cache" });
manifest.catch(() => {});
const modules = Promise.all([
  import("./answers.js"), import("./analyse.js"), import("./base.js"), import("./decode.js"), import("./engine.js"), import("./expand.js"), import("./facets.js"),
  import("./finder.js"), import("./lunr.js"), import("./marks.js"), import("./match.js"), import("./query.js"), import("./rank.js"), import("./readable.js"), import("./results.js"),
  import("./store.js"), import("./weights.js"), import("./widen.js"), import("./packed.js"),
]);
// A Worker without them is of no use: told of the error, the page ends it, and the next question starts another.
modules.catch(reportError);
/** @type {Promise<import("./answers.js").Answers> | undefined} */
let opened;
/** Questions whose answers nobody wants any more. @type {Set<number>} */
const takenBack = new Set();

/** @param {string} url @param {RequestInit} [options] */
function fetchFile(url, options) {
  const early = manifest && url.endsWith("/search/manifest.json") ? manifest : undefined;
  if (early) manifest = undefined;
  return early ?? fetch(url, options);
}

async function open() {
  const [{ Answers }] = await modules;
  return Answers.open(root, fetchFile);
}

/** @param {{id: number, query: string, options: import("./engine.js").Options}} question */
async function answer({ id, query, options }) {
  opened ??= open();
  try {
    const answers = await opened;
    // While the index was on its way, other words may have been typed.
    postMessage(takenBack.has(id) ? { id, problem: "" } : { id, answer: await answers.answer(query, options) });
  } catch (error) {
    // The next question begins afresh: the file may be there by then.
    opened = undefined;
    postMessage({ id, problem: error instanceof Error ? error.message : String(error) });
  }
  takenBack.delete(id);
}

addEventListener("message", ({ data }) => {
  if (data.knock) postMessage({});
  else if (data.isTakenBack) takenBack.add(data.id);
  else if (data.warm) (opened ??= open()).catch(() => { opened = undefined; });
  else answer(data);
});
postMessage({});
