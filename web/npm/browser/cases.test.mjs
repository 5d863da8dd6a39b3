// The shared cases through the public API, in this process and in a page: the same code, and the same cases as in Java.
// @vitest-environment node
/* global peers */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as client from "../src/index.ts";
import "../src/expressions.ts";
import { startPeers } from "../testing/cases.mjs";
import { launchBrowser } from "./launch.mjs";
import { serveModules } from "./modules.mjs";

const read = (name) => {
  const file = new URL(`../../../core/src/test/resources/cases/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
};
const golden = new URL("../../target/golden/", import.meta.url);
const definition = read("goat");
const { topics } = read("cases");

test("there are at least 200 cases, and no two are called the same", () => {
  const names = topics.flatMap(({ cases }) => cases.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(200);
  expect(new Set(names).size).toBe(names.length);
});

describe("in Node", () => {
  let here;

  beforeAll(async () => {
    here = await startPeers(client, await import(new URL("golden.js", golden).href), definition);
  });

  afterAll(() => here.close());

  everyCase((topic, one) => here.run(topic, one));
});

describe("in Chromium", () => {
  let modules, browser, page;

  beforeAll(async () => {
    const testing = fileURLToPath(new URL("../testing", import.meta.url));
    modules = await serveModules({ testing, golden: fileURLToPath(golden) });
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.goto(modules.url);
    // As text, because Vitest rewrites imports.
    const paths = ["/src/index.js", "/testing/cases.mjs", "/golden/golden.js", "/src/expressions.js"];
    await page.evaluate(`Promise.all(${JSON.stringify(paths)}.map((path) => import(path)))
      .then(([client, { startPeers }, golden]) => startPeers(client, golden, ${JSON.stringify(definition)}))
      .then((peers) => void Object.assign(window, { peers }))`);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    modules.close();
  });

  everyCase((topic, one) => page.evaluate(([topic, one]) => peers.run(topic, one), [topic, one]));
});

/** Every case ends as it says, and one that ends otherwise is found out. */
function everyCase(run) {
  for (const topic of topics) {
    // Its cases are sent one at a time.
    const { cases, ...shared } = topic;
    describe(topic.topic, () => {
      test.each(cases)("$name", (one) => run(shared, one));
    });
  }

  const create = ["ann", "create", { text: "A" }];
  test.each([
    ["another value", [create], { shows: { text: "B" } }],
    ["a value where there is none", [create], { shows: { size: 0 } }],
    ["another set", [create], { shows: { tags: ["a"] } }],
    ["a deletion", [create], { deleted: true }],
    ["a problem", [create], { problems: { text: "wrong" } }],
    ["another reason", [create], { why: { text: ["last-writer"] } }],
    ["an edit that met nothing", [create], { unseen: ["text"] }],
    ["an item that is not there", [create], { absent: true }],
    ["a step that is not refused", [["ann", "fails", "invalid-value", "", ["create", { text: "A" }]]], {}],
    ["an item that is found", [create, ["ann", "finds nothing"]], {}],
    ["a value on the way", [create, ["ann", "sees", { text: "B" }]], {}],
    ["fields that differ", [create, ["ann", "clear", "size"]], { same: ["size"] }],
  ])("a case that says %s, and ends otherwise, is found out", async (name, steps, end) => {
    const topic = { topic: name, schema: "note", peers: { ann: 1 }, begins: [] };
    await expect(run(topic, { name, steps, ...end })).rejects.toThrow(/expected/);
  });
}
