// A page that is opened anew: what it shows before its log is read, and what happens to edits meanwhile.
// @vitest-environment node
/* global app, GoatDB */
import { beforeEach, expect, test, vi } from "vitest";
import { profiled } from "./profile.mjs";

vi.setConfig({ testTimeout: 60_000 });

const ITEMS = 1500;

const place = profiled();
let page;

beforeEach(async () => {
  page = await place.context.newPage();
  await page.goto(place.server.url);
  await load();
  await page.evaluate(async (items) => {
    window.db = new GoatDB({ path: "replica", app });
    await window.db.readyPromise();
    for (let i = 0; i < items; i++) {
      window.db.create(`/data/todos/item${i}`, app.task, {
        text: `The task with the number ${i}`,
        done: i % 3 === 0,
        due: new Date(1_700_000_000_000 + i),
        tags: new Set([`tag${i % 7}`]),
      });
    }
    window.db.item("/data/todos/item9").delete();
    await window.db.flush();
  }, ITEMS);
});

test("a page shows what it held before its log is read, and is asked no second time", async () => {
  await stored();
  const before = await contents();
  await reload();
  const first = await page.evaluate(() => window.first());
  expect(first.isPreviewed).toBe(true);
  expect(first.items).toEqual(before);
  expect(first.saved).toBe("here");
  const changes = await page.evaluate(async () => {
    let changes = 0;
    window.query.onResultsChanged(() => changes++);
    await window.read();
    return changes;
  });
  expect(changes).toBe(0);
  expect(await contents()).toEqual(before);
});

test("an edit of what is shown early takes effect at once, and stays", async () => {
  await stored();
  await reload();
  const shown = await page.evaluate(async () => {
    const { isPreviewed } = await window.first();
    const open = window.db.query({ source: "/data/todos", predicate: (item) => !item.get("done") });
    const item = window.db.item("/data/todos/item1");
    const before = open.count;
    item.set("done", true);
    window.db.create("/data/todos/fresh", app.task, { text: "fresh" });
    const after = open.count;
    const found = [item.get("done"), window.db.item("/data/todos/fresh").get("text")];
    await window.read();
    await window.db.flush();
    return { isPreviewed, steps: [before, after, open.count], found };
  });
  // One more and one fewer.
  expect(shown).toEqual({ isPreviewed: true, steps: [1000, 1000, 1000], found: [true, "fresh"] });
  await reload();
  const again = await page.evaluate(async () => {
    await window.first();
    return [window.db.item("/data/todos/item1").get("done"), window.db.item("/data/todos/fresh").get("text")];
  });
  expect(again).toEqual([true, "fresh"]);
});

test("what is created before anything is read is there beside it", async () => {
  await stored();
  await page.reload();
  await load();
  const paths = await page.evaluate(async () => {
    window.db = new GoatDB({ path: "replica", app });
    window.db.create("/data/todos/early", app.task, { text: "early" });
    window.query = window.db.query({ source: "/data/todos", sortBy: "text" });
    const found = [window.query.results().map((item) => item.path)];
    await window.query.loadingFinished();
    found.push([window.query.isPreviewed, window.query.count, window.query.results().at(-1).path]);
    await window.read();
    found.push([window.query.isPreviewed, window.query.count, window.query.results().at(-1).path]);
    return found;
  });
  // In the order of their texts it comes behind "The task ...".
  expect(paths).toEqual([
    ["/data/todos/early"],
    [true, 1500, "/data/todos/early"],
    [false, 1500, "/data/todos/early"],
  ]);
});

test("values that are older than the log, damaged or of another definition are not shown", async () => {
  await stored();
  const spoiled = {
    older: () =>
      page.evaluate(async () => {
        window.db.item("/data/todos/item2").set("text", "changed");
        await window.db.flush();
      }),
    damaged: () => page.evaluate(() => window.spoil((bytes) => (bytes[bytes.length >> 1] ^= 1))),
    "cut off": () => page.evaluate(() => window.spoil((bytes) => bytes.subarray(0, bytes.length - 9))),
    empty: () => page.evaluate(() => window.spoil((bytes) => bytes.subarray(0, 0))),
  };
  for (const [name, spoil] of Object.entries(spoiled)) {
    await spoil();
    const before = await contents();
    await reload();
    const first = await page.evaluate(() => window.first());
    expect([name, first.isPreviewed]).toEqual([name, false]);
    expect(first.items).toEqual(before);
    await stored();
  }
  await reload("other");
  expect((await page.evaluate(() => window.first())).isPreviewed).toBe(false);
});

async function load(definition) {
  const module = `import { defineApp, GoatDB } from "/src/index.js"; Object.assign(window, { defineApp, GoatDB });`;
  await page.addScriptTag({ type: "module", content: module });
  await page.waitForFunction(() => window.GoatDB !== undefined);
  await page.evaluate((definition) => {
    const fields = {
      text: { type: "string", required: true },
      done: { type: "boolean", default: false },
      due: { type: "instant" },
      tags: { type: "set" },
    };
    const more = definition ? { [definition]: [{ version: 1, fields: { text: { type: "string" } } }] } : {};
    window.app = window.defineApp({ schemas: { task: [{ version: 1, fields }], ...more } });
    const plain = (item) => [item.path, item.get("text"), item.get("due")?.getTime(), ...item.get("tags")];
    window.contents = () => window.query.results().map(plain);
    // What is shown as soon as there is something.
    window.first = async () => {
      await window.query.loadingFinished();
      const { saved } = window.db.item("/data/todos/item3");
      return { isPreviewed: window.query.isPreviewed, items: window.contents(), saved };
    };
    // Resolves when the engine has read the log, and answers itself.
    window.read = async () => {
      await window.db.open("/data/todos");
      while (window.query.isPreviewed) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    window.values = async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await (await root.getDirectoryHandle("goatdb")).getDirectoryHandle("replica");
      for await (const [name, file] of folder.entries()) if (name.endsWith(".values")) return file;
    };
    window.spoil = async (change) => {
      const file = await window.values();
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const changed = change(bytes);
      const out = await file.createWritable();
      await out.write(changed instanceof Uint8Array ? changed : bytes);
      await out.close();
    };
  }, definition);
}

async function reload(definition) {
  await page.reload();
  await load(definition);
  await page.evaluate(() => {
    window.db = new GoatDB({ path: "replica", app });
    window.query = window.db.query({ source: "/data/todos", schema: app.task, sortBy: "due" });
  });
}

async function contents() {
  return page.evaluate(async () => {
    window.query ??= window.db.query({ source: "/data/todos", schema: app.task, sortBy: "due" });
    await window.read();
    return window.contents();
  });
}

/** Waits until what the page holds is stored beside its log: newer than the page, which has not edited since. */
async function stored() {
  await page.evaluate(async () => {
    const isStored = async () => {
      const file = await (await window.values())?.getFile();
      return file !== undefined && file.size > 0 && file.lastModified > performance.timeOrigin;
    };
    while (!(await isStored())) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}
