// What is wrong with an item, and why it shows what it shows; what docs/guide/conflicts.md shows stands here.
// @vitest-environment node
import { beforeAll, expect, test, vi } from "vitest";
import { startAuthority } from "../testing/authority.mjs";
import { defineApp, GoatDB, type Item, type UnseenEdits } from "./index.js";
import { definitionOf } from "./schema.js";

const app = defineApp({
  schemas: {
    event: [
      {
        version: 1,
        fields: {
          guests: { type: "set" },
          host: { type: "string", constraint: "value in guests" },
          when: { type: "instant" },
          size: { type: "integer" },
          likes: { type: "counter" },
          rooms: { type: "map" },
        },
      },
    ],
  },
});

type Event = Item<typeof app.event>;

/** What to show beside an item that nobody wanted as it is. */
function warning(event: Event): string {
  const fields = Object.keys(event.problems());
  return fields.length === 0 ? "" : `Please look at: ${fields.join(", ")}`;
}

/** The changes of a field that met, such as "lost: set to 'ann'". */
function changes(event: Event, field: "guests" | "host"): string[] {
  return event.explain(field).changes.map(({ what, shows }) => `${shows ? "shows" : "lost"}: ${what}`);
}

/** Brings back what somebody deleted while others were changing it. */
function keepWhatIsEdited(db: GoatDB): () => void {
  return db.onDeletedWithUnseenEdits(({ item }) => {
    item.restore();
  });
}

beforeAll(async () => {
  await import("./expressions.js");
});

async function party(): Promise<Event> {
  const db = new GoatDB({ app, storage: "memory", commitsPerSecond: 1000 });
  const event = db.create("/data/events/party", app.event, { guests: new Set(["ann"]), host: "ann" });
  await db.flush();
  return event;
}

test("a host who leaves is a problem until there is another", async () => {
  const event = await party();
  expect(warning(event)).toBe("");
  event.remove("guests", "ann");
  expect(warning(event)).toBe("Please look at: host");
  expect(event.problems().host).toContain("does not meet its constraint value in guests");
  event.add("guests", "bob");
  event.set("host", "bob");
  expect(event.problems()).toEqual({});
});

test("a field is explained by what was done to it, by whom and when", async () => {
  const before = Date.now();
  const event = await party();
  expect(changes(event, "host")).toEqual(["shows: set to 'ann'"]);
  const { field, rule, changes: all } = event.explain("host");
  expect([field, rule, all.length]).toEqual(["host", "last-writer", 1]);
  expect(all[0]?.user).toBeUndefined();
  expect(all[0]?.session).toMatch(/^[0-9a-f]+$/);
  expect(all[0]?.commit).toMatch(/^[0-9a-f]{64}$/);
  expect(all[0]?.at.getTime()).toBeGreaterThanOrEqual(before);
  expect(event.explain("when")).toEqual({ field: "when", rule: "last-writer", changes: [] });
});

test("every kind of change has its words", async () => {
  const event = await party();
  const act: [() => void, Parameters<Event["explain"]>[0], string][] = [
    [
      () => {
        event.set("size", 2n ** 60n);
      },
      "size",
      "set to 1152921504606846976",
    ],
    [
      () => {
        event.clear("size");
      },
      "size",
      "cleared",
    ],
    [
      () => {
        event.set("when", new Date(0));
      },
      "when",
      "set to 1970-01-01T00:00:00Z",
    ],
    [
      () => {
        event.set("when", new Date(1500));
      },
      "when",
      "set to 1970-01-01T00:00:01.500Z",
    ],
    [
      () => {
        event.add("guests", "bob");
      },
      "guests",
      "added 'bob'",
    ],
    [
      () => {
        event.remove("guests", "bob");
      },
      "guests",
      "removed 'bob'",
    ],
    [
      () => {
        event.increase("likes", 3);
      },
      "likes",
      "increased by 3",
    ],
    [
      () => {
        event.increase("likes", -2);
      },
      "likes",
      "decreased by 2",
    ],
    [
      () => {
        event.put("rooms", "1", "red");
      },
      "rooms",
      "entry '1' set to 'red'",
    ],
    [
      () => {
        event.take("rooms", "1");
      },
      "rooms",
      "entry '1' removed",
    ],
  ];
  for (const [change, field, words] of act) {
    change();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(event.explain(field).changes.at(-1)?.what).toBe(words);
  }
});

test("what is deleted while somebody changes it is told to both, and comes back", async () => {
  const golden = (await import(
    /* @vite-ignore */ new URL("../../target/golden/golden.js", import.meta.url).href
  )) as object;
  const authority = await startAuthority(golden, JSON.stringify(definitionOf(app)));
  vi.stubGlobal("WebSocket", authority.sockets());
  const [ann, bob] = ["ann", "bob"].map(
    (path) => new GoatDB({ app, path, storage: "memory", peers: "ws://authority", commitsPerSecond: 1000 }),
  ) as [GoatDB, GoatDB];
  const told: [string, UnseenEdits][] = [];
  const stop = ann.onDeletedWithUnseenEdits((edits) => told.push(["ann", edits]));
  bob.onDeletedWithUnseenEdits((edits) => told.push(["bob", edits]));
  const path = "/data/events/party";
  const event = ann.create(path, app.event, { guests: new Set(["ann"]) });
  await ann.sync();
  await bob.open("/data/events");
  await bob.sync();

  for (const db of [ann, bob]) db.setOnline(false);
  event.delete();
  bob.item(path, app.event)?.set("size", 5);
  for (const db of [ann, bob]) db.setOnline(true);
  await expect.poll(() => told.length).toBe(2);
  expect(Object.fromEntries(told)).toEqual({
    ann: { item: event, fields: new Set(["size"]), local: false },
    bob: { item: bob.item(path), fields: new Set(["size"]), local: true },
  });
  expect(event.isDeleted).toBe(true);

  stop();
  keepWhatIsEdited(ann);
  event.restore();
  await Promise.all([ann.sync(), bob.sync()]);
  for (const db of [ann, bob]) db.setOnline(false);
  bob.item(path, app.event)?.set("size", 6);
  event.delete();
  for (const db of [ann, bob]) db.setOnline(true);
  await expect.poll(() => [event.isDeleted, event.get("size")]).toEqual([false, 6]);
  expect(told.filter(([who]) => who === "ann")).toHaveLength(1);
  await Promise.all([ann.close(), bob.close()]);
  authority.stop();
  vi.unstubAllGlobals();
});

test("what cannot be explained is an error with a code", () => {
  const db = GoatDB.inMemory(app);
  const event = db.create("/data/events", app.event, {});
  expect(() => event.explain("colour" as never)).toThrow(expect.objectContaining({ code: "invalid-value" }));
});
