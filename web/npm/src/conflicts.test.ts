// What is wrong with an item, and why it shows what it shows; what docs/guide/conflicts.md shows stands here.
import { beforeAll, expect, test } from "vitest";
import { defineApp, GoatDB, type Item } from "./index.js";

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

test("what cannot be explained is an error with a code", () => {
  const db = GoatDB.inMemory(app);
  const event = db.create("/data/events", app.event, {});
  expect(() => event.explain("colour" as never)).toThrow(expect.objectContaining({ code: "invalid-value" }));
});
