// The shared list of cases (core/src/test/resources/cases) through the public API; SharedCasesTest does the same in Java.
// @vitest-environment node
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import list from "../../../core/src/test/resources/cases/cases.json" with { type: "json" };
import file from "../../../core/src/test/resources/cases/goat.json" with { type: "json" };
import { type Authority, startAuthority } from "../testing/authority.mjs";
import "./expressions.js";
import {
  defineApp,
  type Definition,
  type Explanation,
  GoatDB,
  type Item,
  type VersionDefinition,
} from "./index.js";

type Values = Readonly<Record<string, unknown>>;
type Step = readonly [string, ...unknown[]];

/** What a case says of the end, for all peers or for one. */
interface End {
  readonly shows?: Values;
  readonly deleted?: boolean;
  readonly absent?: boolean;
  readonly problems?: Readonly<Record<string, string>>;
  readonly why?: Readonly<Record<string, readonly string[]>>;
}

interface Case extends End {
  readonly name: string;
  readonly peers?: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
  readonly same?: readonly string[];
}

interface Topic {
  readonly topic: string;
  readonly schema: string;
  readonly peers: Readonly<Record<string, number>>;
  readonly begins: readonly Step[];
  readonly cases: readonly Case[];
}

const REPOSITORY = "/data/cases";
const NEWEST = 3;

const definition = file as Definition;
const topics = list.topics as unknown as readonly Topic[];

/** The application that knows the schemas up to a version. */
const apps = Array.from({ length: NEWEST }, (_, i) =>
  defineApp({
    schemas: Object.fromEntries(
      Object.entries(definition.schemas).map(([name, all]) => [
        name,
        all.filter(({ version }) => version <= i + 1),
      ]),
    ),
  }),
);
const databases = new Map<string, GoatDB>();
let authority: Authority;
let number = 0;

beforeAll(async () => {
  authority = await startAuthority(JSON.stringify(definition));
  vi.stubGlobal("WebSocket", authority.sockets());
});

afterAll(async () => {
  await Promise.all([...databases.values()].map((db) => db.close()));
  authority.stop();
  vi.unstubAllGlobals();
});

test("there are at least 200 cases, and no two are called the same", () => {
  const names = topics.flatMap(({ cases }) => cases.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(200);
  expect(new Set(names).size).toBe(names.length);
});

for (const topic of topics) {
  describe(topic.topic, () => {
    test.each(topic.cases)("$name", (one) => new Run(topic, one).run());
  });
}

describe("a case that ends otherwise is found out:", () => {
  const create: Step = ["ann", "create", { text: "A" }];
  test.each<[string, readonly Step[], End]>([
    ["another value", [create], { shows: { text: "B" } }],
    ["a value where there is none", [create], { shows: { size: 0 } }],
    ["another set", [create], { shows: { tags: ["a"] } }],
    ["a deletion", [create], { deleted: true }],
    ["a problem", [create], { problems: { text: "wrong" } }],
    ["another reason", [create], { why: { text: ["last-writer"] } }],
    ["an item that is not there", [create], { absent: true }],
    ["a step that is not refused", [["ann", "fails", "invalid-value", "", ["create", { text: "A" }]]], {}],
    ["an item that is found", [create, ["ann", "finds nothing"]], {}],
    ["a value on the way", [create, ["ann", "sees", { text: "B" }]], {}],
  ])("%s", async (name, steps, end) => {
    const topic = { topic: name, schema: "note", peers: { ann: 1 }, begins: [], cases: [] };
    await expect(new Run(topic, { name, steps, ...end }).run()).rejects.toThrow(/expected/i);
  });
});

/** One case on an item of its own. */
class Run {
  readonly #topic: Topic;
  readonly #case: Case;
  readonly #path: string;
  readonly #versions: Map<string, number>;

  constructor(topic: Topic, one: Case) {
    this.#topic = topic;
    this.#case = one;
    this.#path = `${REPOSITORY}/${topic.schema}${++number}`;
    this.#versions = new Map(Object.entries(one.peers ?? topic.peers));
  }

  async run(): Promise<void> {
    for (const step of [...this.#topic.begins, ...this.#case.steps]) {
      await tick();
      await this.#take(step);
    }
    await this.#sync(this.#peers);
    for (const peer of this.#peers) {
      const own = (this.#case as unknown as Record<string, End>)[peer];
      this.#checkEnd(peer, { ...this.#case, ...own });
    }
    for (const field of this.#case.same ?? []) {
      const having = this.#peers.filter((peer) => field in this.#schema(peer).fields);
      const found = new Set(having.map((peer) => String(plain(this.#item(peer).get(field as never)))));
      expect(found.size).toBe(1);
      expect(found).not.toContain("null");
    }
  }

  get #peers(): string[] {
    return [...this.#versions.keys()];
  }

  async #take([who, verb, ...more]: Step): Promise<void> {
    if (who === "sync") {
      const some = verb === undefined ? this.#peers : ([verb, ...more] as string[]);
      await this.#sync(some);
    } else if (verb === "sees") {
      this.#checkValues(who, more[0] as Values);
    } else if (verb === "finds nothing") {
      expect(this.#db(who).item(this.#path)).toBeUndefined();
    } else if (verb === "runs") {
      await this.#sync([who]);
      this.#versions.set(who, more[0] as number);
      await this.#sync([who]);
    } else if (verb === "fails") {
      const [code, message, step] = more as [string, string, [string, ...unknown[]]];
      expect(() => {
        this.#edit(who, ...step);
      }).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as unknown }));
    } else {
      this.#edit(who, verb as string, ...more);
      await this.#db(who).flush();
    }
  }

  #edit(who: string, verb: string, ...more: unknown[]): void {
    if (verb === "create") {
      const values = Object.entries(more[0] as Values).map(([field, value]) => [
        field,
        this.#given(who, field, value),
      ]);
      this.#db(who).create(this.#path, this.#schema(who), Object.fromEntries(values) as never);
      return;
    }
    const item = this.#item(who) as unknown as Record<string, (...values: unknown[]) => void>;
    const [field, ...rest] = more as [string, ...unknown[]];
    if (verb === "set") item.set?.(field, this.#given(who, field, rest[0]));
    else if (verb === "delete" || verb === "restore") item[verb]?.();
    else if (["clear", "increase", "add", "remove", "put", "take"].includes(verb))
      item[verb]?.(field, ...rest);
    else throw new Error(`no such step: ${verb}`);
  }

  /** A value of JSON as the field takes it. */
  #given(who: string, field: string, value: unknown): unknown {
    const isInstant = this.#schema(who).fields[field]?.type === "instant";
    return isInstant && typeof value === "number" ? new Date(value) : value;
  }

  async #sync(some: readonly string[]): Promise<void> {
    const dbs = some.map((who) => this.#db(who));
    for (const db of dbs) db.setOnline(true);
    try {
      const agree = () => {
        const held = authority.digest(REPOSITORY);
        return dbs.every(
          (db) => db.syncState().pending === 0 && db.digests(REPOSITORY).startsWith(`${held} `),
        );
      };
      await until(agree);
    } finally {
      for (const db of dbs) db.setOnline(false);
    }
  }

  #db(who: string): GoatDB {
    const version = this.#versions.get(who) ?? 1;
    const name = `${who}${version}`;
    let db = databases.get(name);
    if (!db) {
      const app = apps[version - 1] ?? {};
      db = new GoatDB({
        app,
        path: name,
        storage: "memory",
        peers: "ws://authority",
        commitsPerSecond: 1000,
      });
      db.setOnline(false);
      void db.open(REPOSITORY);
      databases.set(name, db);
    }
    return db;
  }

  #schema(who: string): { name: string; version: number; fields: VersionDefinition["fields"] } {
    const schema = apps[(this.#versions.get(who) ?? 1) - 1]?.[this.#topic.schema];
    if (!schema) throw new Error(`no schema ${this.#topic.schema}`);
    return schema;
  }

  #item(who: string): Item {
    const item = this.#db(who).item(this.#path);
    if (!item) throw new Error(`expected ${who} to have the item`);
    return item;
  }

  #checkEnd(who: string, end: End): void {
    expect(this.#db(who).item(this.#path) === undefined).toBe(end.absent ?? false);
    if (end.absent) return;
    const item = this.#item(who);
    this.#checkValues(who, end.shows ?? {});
    expect(item.isDeleted).toBe(end.deleted ?? false);
    const problems = Object.entries(end.problems ?? {}).map(([field, part]) => [
      field,
      expect.stringContaining(part) as unknown,
    ]);
    expect(item.problems()).toEqual(Object.fromEntries(problems));
    for (const [field, lines] of Object.entries(end.why ?? {})) {
      expect(why(item.explain(field as never))).toEqual(lines);
    }
  }

  #checkValues(who: string, values: Values): void {
    const item = this.#item(who);
    const shown = Object.keys(values).map((field) => [field, plain(item.get(field as never))]);
    expect(Object.fromEntries(shown)).toEqual(values);
  }
}

function why({ rule, changes }: Explanation): string[] {
  return [rule, ...changes.map(({ shows, what }) => `${shows ? "shows" : "lost"}: ${what}`)];
}

/** A value as it stands in a case. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Set)
    return [...value].sort((a, b) => (typeof a === "number" ? a - (b as number) : a < b ? -1 : 1));
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value ?? null;
}

/** What happens later is later by the clock. */
async function tick(): Promise<void> {
  const now = Date.now();
  await until(() => Date.now() > now);
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("it did not happen within 20 seconds");
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
