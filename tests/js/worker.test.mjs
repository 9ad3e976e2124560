import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import test from "node:test";

const folder = process.env.SEARCH_MODULES;
const imports = async (name) => [...(await readFile(path.join(folder, name), "utf8")).matchAll(/(?:from|import)\s*\(?\s*"\.\/([\w-]+\.js)"/g)].map(([, found]) => found);

/** Every module that a module needs, itself not counted. */
async function needed(name, found = new Set()) {
  for (const one of await imports(name)) {
    if (found.has(one)) continue;
    found.add(one);
    await needed(one, found);
  }
  return found;
}

test("the Worker loads all its modules at once", async () => {
  assert.deepEqual((await imports("worker.js")).sort(), [...await needed("worker.js")].sort());
});

test("no module is left that nothing needs", async () => {
  const known = new Set([...await needed("worker.js"), ...await needed("dialog.js"), ...await needed("page.js"), "worker.js", "dialog.js", "page.js"]);
  assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith(".js") && !known.has(name)), []);
});

test("the search page names all modules that it needs", async () => {
  const head = await readFile(new URL("../../overrides/partials/assets.html", import.meta.url), "utf8");
  const named = /module in \((.*?)\)/.exec(head)[1].match(/\w+/g).map((name) => `${name}.js`);
  assert.deepEqual(named.sort(), ["page.js", ...await needed("page.js")].sort());
});

test("a page that opens the dialog loads all its modules at once", async () => {
  const opener = await readFile(new URL("../../overrides/assets/javascripts/opener.js", import.meta.url), "utf8");
  const named = [...opener.matchAll(/import\("\.\/search\/(\w+\.js)"\)(?!\.)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set([...named, "client.js"])].sort(), ["dialog.js", ...await needed("dialog.js")].sort());
});
