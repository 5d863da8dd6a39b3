// What is shown before a log is read, against the engine itself.
import { expect, test } from "vitest";
import { defineApp, GoatDB, type Item, type QueryConfig } from "./index.js";
import { Preview } from "./preview.js";
import { NotPreviewable, PreviewQuery } from "./preview-query.js";
import { type StoredValues, ValuesText } from "./values.js";

const app = defineApp({
  schemas: {
    task: [
      {
        version: 1,
        fields: {
          text: { type: "string", required: true },
          done: { type: "boolean", default: false },
          rank: { type: "integer" },
          weight: { type: "number" },
          due: { type: "instant" },
          tags: { type: "set" },
          votes: { type: "map", of: "integer" },
          seen: { type: "counter" },
          icon: { type: "bytes" },
          readers: { type: "map", of: { type: "set", of: "string" } },
        },
      },
    ],
    note: [{ version: 1, fields: { text: { type: "string", required: true } } }],
  },
});
type Task = Item<typeof app.task>;
type Config = QueryConfig<typeof app.task>;
const source = "/data/todos";

const task = { source, schema: app.task };
const configs: Config[] = [
  { source },
  task,
  { ...task, sortBy: "text" },
  { ...task, sortBy: "text", sortDescending: true },
  { ...task, sortBy: "rank" },
  { ...task, sortBy: "rank", sortDescending: true },
  { ...task, sortBy: "weight", predicate: (item) => item.get("done") },
  { ...task, sortBy: "due", sortDescending: true, predicate: (item) => item.get("tags").has("a") },
  { ...task, sortBy: "done", predicate: (item) => (item.get("votes").get("x") ?? 0) > 2 },
  { ...task, sortBy: (a, b) => a.get("text").length - b.get("text").length },
  { ...task, sortDescending: true, predicate: (item) => item.has("due") },
];

/** A generator of whole numbers below a bound, the same for the same seed. */
function chance(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function valuesOf(below: (bound: number) => number) {
  const maybe = <T>(value: T) => (below(4) > 0 ? value : undefined);
  return {
    text: ["bread", "cheese", "Bread", "ä", "🐐", ""][below(6)] ?? "",
    done: below(2) === 0,
    rank: maybe(below(3) === 0 ? 2n ** 60n + BigInt(below(9)) : below(9) - 4),
    weight: maybe(below(9) / 4),
    due: maybe(new Date(1_700_000_000_000 + below(5))),
    tags: new Set(["a", "b", "c"].filter(() => below(2) === 0)),
    votes: new Map([["x", below(6)]]),
    icon: maybe(Uint8Array.of(0, 255, below(256))),
    readers: new Map([["ann", new Set(["a", "b"].filter(() => below(2) === 0))]]),
  };
}

function previewOf(db: GoatDB): Preview {
  const query = db.query({ source });
  const text = new ValuesText();
  for (const item of query.results()) {
    const state = item.look();
    if (state) expect(text.add(state, 1)).toBe(true);
  }
  query.close();
  return new Preview(source, JSON.parse(text.text(0)) as StoredValues);
}

function previewed(preview: Preview, db: GoatDB, config: Config): PreviewQuery | undefined {
  const stateOf = (path: string) => preview.state(path) ?? db.item(path)?.look();
  try {
    return new PreviewQuery(preview, stateOf, config as QueryConfig);
  } catch (error) {
    if (error instanceof NotPreviewable) return undefined;
    throw error;
  }
}

test("a preview finds what the engine finds, in its order, now and after changes", () => {
  let refused = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const below = chance(seed);
    const db = GoatDB.inMemory(app);
    for (let i = below(30); i > 0; i--) {
      const item = db.create(source, app.task, valuesOf(below));
      if (below(3) === 0) item.increase("seen", below(5));
      if (below(8) === 0) item.delete();
    }
    db.create(source, app.note, { text: "bread" });
    const preview = previewOf(db);
    const live = configs.map((config) => db.query(config));
    const queries = configs.map((config) => previewed(preview, db, config));
    const compare = () => {
      queries.forEach((query, i) => {
        if (query) expect(query.list()).toEqual(live[i]?.results().map((item) => item.path));
      });
    };
    compare();
    refused += queries.filter((query) => !query).length;
    for (let i = 0; i < 20; i++) {
      const paths = [...preview.paths, ...preview.changed];
      const known = db.item(paths[below(paths.length)] ?? "") as Task | undefined;
      const item = below(4) === 0 || known?.schema !== app.task ? undefined : known;
      const fresh = { ...valuesOf(below), rank: below(9) };
      const path = (item ?? db.create(source, app.task, fresh)).path;
      if (item && below(4) === 0) item[item.isDeleted ? "restore" : "delete"]();
      else item?.setMulti(fresh);
      preview.change(path);
      for (const query of queries) query?.update(path);
      compare();
    }
  }
  // BigInts beside numbers are left to the engine.
  expect(refused).toBeGreaterThan(0);
});

test("what a preview shows of an item is what the engine shows", () => {
  const db = GoatDB.inMemory(app);
  const below = chance(7);
  for (let i = 0; i < 50; i++) db.create(source, app.task, valuesOf(below));
  const preview = previewOf(db);
  for (const path of preview.paths) expect(preview.state(path)).toEqual(db.item(path)?.look());
});

test("a value that has no stored form makes the whole of no use", () => {
  const state = { path: `${source}/a`, schema: "task", deleted: false, values: { text: Symbol("x") } };
  expect(new ValuesText().add(state, 1)).toBe(false);
});
