// Several tabs of one replica in one process: locks, a shared disk and delays stand in for the browser's.
// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineApp, GoatDB, type GoatOptions, type Item } from "./index.js";
import { MemoryStorage } from "./memory-storage.js";
import * as storage from "./storage.js";

const app = defineApp({
  schemas: {
    task: [{ version: 1, fields: { text: { type: "string", required: true }, rank: { type: "integer" } } }],
  },
});
type Task = Item<typeof app.task>;

/** How long the disk takes, and why it cannot be opened. */
const disk = { openMillis: 5, loadMillis: 0, failure: undefined as Error | undefined };
const disks = new Map<string, SlowStorage>();
const problems: unknown[] = [];
let number = 0;
let path = "";

class SlowStorage extends MemoryStorage {
  override async load(log: string): Promise<Int8Array> {
    await sleep(disk.loadMillis);
    return super.load(log);
  }

  // Tabs come and go; the disk stays.
  override close(): Promise<void> {
    return Promise.resolve();
  }
}

beforeEach(() => {
  Object.assign(disk, { openMillis: 5, loadMillis: 0, failure: undefined });
  path = `replica${number++}`;
  problems.length = 0;
  vi.stubGlobal("navigator", { locks: locks(), onLine: true });
  vi.spyOn(console, "error").mockImplementation((error: unknown) => problems.push(error));
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(storage, "openStorage").mockImplementation(async (name) => {
    await sleep(disk.openMillis);
    if (disk.failure) throw disk.failure;
    const found = disks.get(name) ?? new SlowStorage();
    disks.set(name, found);
    return found;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("an edit made, flushed and closed while another tab's place is taken is on the disk", async () => {
  const keeper = await opened();
  keeper.create("/data/todos/x", app.task, { text: "old" });
  await keeper.flush();
  const follower = await opened();
  await follower.open("/data/todos");
  disk.loadMillis = 100;
  await keeper.close();
  await sleep(20);
  item(follower, "/data/todos/x").set("text", "precious");
  await follower.flush();
  await follower.close();
  const next = await opened();
  await next.open("/data/todos");
  expect(item(next, "/data/todos/x").get("text")).toBe("precious");
});

test("edits that a follower had gathered are there when it is closed", async () => {
  const [keeper, follower] = [await opened(), await opened()];
  keeper.create("/data/todos/x", app.task, { text: "1" });
  await keeper.flush();
  await follower.open("/data/todos");
  item(follower, "/data/todos/x").set("text", "2");
  item(follower, "/data/todos/x").set("text", "3");
  await follower.close();
  await expect.poll(() => item(keeper, "/data/todos/x").get("text")).toBe("3");
});

test("repositories opened while the keeper changes are open in the end, in all tabs", async () => {
  const a = await opened();
  for (const list of ["todos", "other"]) a.create(`/data/${list}/x`, app.task, { text: list });
  await a.flush();
  const [b, c] = [await opened(), await opened()];
  await Promise.all([b.open("/data/todos"), c.open("/data/todos")]);
  Object.assign(disk, { openMillis: 30, loadMillis: 20 });
  const asked = c.flush();
  await a.close();
  await Promise.all([b.open("/data/other"), c.open("/data/other"), asked]);
  for (const tab of [b, c]) {
    expect(item(tab, "/data/other/x").get("text")).toBe("other");
    expect(tab.problem).toBeUndefined();
    await tab.flush();
  }
});

test("two tabs that start at any distance from each other both become ready", async () => {
  for (let distance = 0; distance < 30; distance += 2) {
    path = `replica${number++}`;
    Object.assign(disk, { openMillis: 10, loadMillis: 3 });
    const a = make();
    void a.open("/data/todos");
    await sleep(distance);
    const b = make();
    await Promise.all([a.open("/data/todos"), b.open("/data/todos"), a.readyPromise(), b.readyPromise()]);
    a.create("/data/todos/x", app.task, { text: "shared" });
    await expect.poll(() => b.item("/data/todos/x")?.isDeleted).toBe(false);
    await Promise.all([a.flush(), b.flush()]);
    expect([a.problem, b.problem]).toEqual([undefined, undefined]);
    await Promise.all([a.close(), b.close()]);
  }
});

test("a tab whose storage cannot be opened leaves it to another one", async () => {
  disk.failure = new Error("no space");
  const a = make();
  await expect(a.readyPromise()).rejects.toThrow("no space");
  disk.failure = undefined;
  const b = await opened();
  b.create("/data/todos/x", app.task, { text: "x" });
  await b.flush();
  await a.close();
});

test("one damaged log does not keep a tab from taking over the others", async () => {
  const keeper = await opened();
  for (const list of ["good", "bad"]) {
    for (let i = 0; i < 3; i++) keeper.create(`/data/${list}/${i}`, app.task, { text: "x" });
  }
  await keeper.flush();
  const follower = await opened();
  await Promise.all([follower.open("/data/good"), follower.open("/data/bad")]);
  const third = await opened();
  await third.open("/data/good");
  const bytes = (await disks.get(path)?.load("/data/bad"))?.slice() ?? new Int8Array();
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  disks.get(path)?.replace("/data/bad", bytes);
  await keeper.close();
  item(follower, "/data/good/1").set("text", "edited");
  await expect.poll(() => item(third, "/data/good/1").get("text")).toBe("edited");
  await expect(follower.open("/data/bad")).rejects.toMatchObject({ code: "corrupted" });
  // Whatever is tried, the damaged log stays as it is.
  for (let i = 0; i < 9; i++) {
    try {
      follower.create(`/data/bad/new${i}`, app.task, { text: "x" });
    } catch {
      // It may be refused.
    }
  }
  await expect(follower.flush()).rejects.toMatchObject({ code: "corrupted" });
  expect(await disks.get(path)?.load("/data/bad")).toEqual(bytes);
});

test("what a listener or a predicate throws is its own affair", async () => {
  const [keeper, follower] = [await opened(), await opened()];
  for (let i = 0; i < 5; i++) keeper.create(`/data/todos/${i}`, app.task, { text: `${i}` });
  await follower.open("/data/todos");
  follower.onItem("/data/todos/1", () => {
    throw new Error("a listener");
  });
  let fails = false;
  const bad = follower.query({
    source: "/data/todos",
    predicate: () => {
      if (fails) throw new Error("a predicate");
      return true;
    },
  });
  const good = follower.query({ source: "/data/todos", schema: app.task });
  await good.loadingFinished();
  fails = true;
  for (let i = 1; i < 5; i++) item(keeper, `/data/todos/${i}`).set("text", "new");
  follower.create("/data/todos/own", app.task, { text: "own" });
  await expect.poll(() => good.results().filter((task) => task.get("text") === "new").length).toBe(4);
  expect(good.count).toBe(6);
  expect(follower.problem).toBeUndefined();
  expect(problems.map(String)).toContain("Error: a listener");
  expect(problems.map(String)).toContain("Error: a predicate");
  expect(() => follower.query({ source: "/data/todos", predicate: thrower })).toThrow(new Error("thrown"));
  bad.close();
});

test("results are there when loading has finished, of every query", async () => {
  const keeper = await opened();
  for (let i = 0; i < 200; i++) keeper.create(`/data/todos/${i}`, app.task, { text: `${i}` });
  await keeper.close();
  const tab = make();
  const queries = [1, 2, 3].map(() => tab.query({ source: "/data/todos", schema: app.task }));
  const counts = queries.map(async (query) => {
    await query.loadingFinished();
    return [query.count, query.isLoading];
  });
  expect(await Promise.all(counts)).toEqual([1, 2, 3].map(() => [200, false]));
});

test("a limited query tells what comes into its window and what leaves it", async () => {
  const db = GoatDB.inMemory(app);
  for (const rank of [1, 3, 5]) db.create(`/data/todos/k${rank}`, app.task, { text: "x", rank });
  const query = db.query({ source: "/data/todos", schema: app.task, sortBy: "rank", limit: 2 });
  const told: string[] = [];
  query.onResultsChanged(({ added, removed }) =>
    told.push(`+${added.map(({ key }) => key).join()} -${removed.map(({ key }) => key).join()}`),
  );
  for (const rank of [9, 0]) {
    db.create(`/data/todos/k${rank}`, app.task, { text: "x", rank });
    await Promise.resolve();
  }
  expect(query.results().map(({ key }) => key)).toEqual(["k0", "k1"]);
  expect(told).toEqual(["+k0 -k3"]);
});

test("fields that changed are told of items that nobody has read", () => {
  const db = GoatDB.inMemory(app);
  const fields: string[][] = [];
  const path = db.create("/data/todos", app.task, { text: "x" }).path;
  db.onItem(path, (change) => fields.push([...change.fields]));
  item(db, path).set("text", "y");
  expect(fields).toEqual([["text"]]);
});

function thrower(): boolean {
  throw new Error("thrown");
}

function make(options: Partial<GoatOptions> = {}): GoatDB {
  return new GoatDB({ path, app, ...options });
}

async function opened(): Promise<GoatDB> {
  const db = make();
  await db.readyPromise();
  return db;
}

function item(db: GoatDB, path: string): Task {
  const found = db.item(path, app.task);
  if (!found) throw new Error(`${path} is not there`);
  return found;
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** The Web Locks of one process: whoever asks gets a lock when those before have given it back. */
function locks() {
  const ends = new Map<string, Promise<unknown>>();
  return {
    request(name: string, { signal }: { signal: AbortSignal }, use: () => Promise<void>): Promise<unknown> {
      const before = ends.get(name) ?? Promise.resolve();
      const aborted = new Promise<"aborted">((resolve) => {
        signal.addEventListener("abort", () => {
          resolve("aborted");
        });
      });
      const turn = before.then(() => (signal.aborted ? undefined : use()));
      ends.set(
        name,
        turn.catch(() => undefined),
      );
      return Promise.race([turn, aborted]);
    },
  };
}
