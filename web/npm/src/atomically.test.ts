// Edits of several items that count all together or not at all; what docs/guide/conflicts.md shows stands here.
import { expect, test } from "vitest";
import { defineApp, GoatDB, type Item } from "./index.js";

const app = defineApp({
  schemas: {
    team: [{ version: 1, fields: { points: { type: "counter" }, motto: { type: "string" } } }],
    name: [{ version: 1, fields: { owner: { type: "string", required: true } } }],
  },
});

type Team = Item<typeof app.team>;
type Name = Item<typeof app.name>;

function give(db: GoatDB, from: Team, to: Team, points: number) {
  db.atomically(() => {
    from.increase("points", -points);
    to.increase("points", points);
  });
}

function claim(db: GoatDB, name: string, owner: string): Name {
  const path = `/data/names/${name}`;
  return db.atomically(() => db.create(path, app.name, { owner }), { expecting: db.heads(path) });
}

async function teams() {
  const db = GoatDB.inMemory(app);
  await db.open("/data/teams");
  await db.open("/data/names");
  const red = db.create("/data/teams/red", app.team, { points: 10 });
  const blue = db.create("/data/teams/blue", app.team, {});
  return { db, red, blue };
}

test("points are given, and listeners learn of it when all is made", async () => {
  const { db, red, blue } = await teams();
  const told: string[] = [];
  red.onChange(() => told.push(`${red.get("points")} and ${blue.get("points")}`));
  give(db, red, blue, 3);
  expect([red.get("points"), blue.get("points")]).toEqual([7, 3]);
  expect(told[0]).toBe("7 and 3");
});

test("a name is claimed once", async () => {
  const { db } = await teams();
  expect(claim(db, "goat", "ann").get("owner")).toBe("ann");
  expect(() => claim(db, "goat", "bob")).toThrow(expect.objectContaining({ code: "invalid-value" }));
});

test("edits that throw leave nothing", async () => {
  const { db, red, blue } = await teams();
  const failing = () =>
    db.atomically(() => {
      red.set("motto", "new");
      expect(red.get("motto")).toBe("new");
      db.create("/data/teams/green", app.team, {});
      throw new Error("changed my mind");
    });
  expect(failing).toThrow("changed my mind");
  expect(red.get("motto")).toBeUndefined();
  expect(db.item("/data/teams/green")).toBeUndefined();
  give(db, red, blue, 1);
  expect(blue.get("points")).toBe(1);
});

test("edits are of one repository, do not wait, and are not nested", async () => {
  const { db, red } = await teams();
  const wrong: unknown = expect.objectContaining({ code: "invalid-value" });
  const elsewhere = () => {
    red.set("motto", "new");
    db.create("/data/names/goat", app.name, { owner: "ann" });
  };
  expect(() => {
    db.atomically(elsewhere);
  }).toThrow(wrong);
  expect(() => db.atomically(() => Promise.resolve())).toThrow(wrong);
  expect(() => {
    db.atomically(() => {
      db.atomically(() => undefined);
    });
  }).toThrow(wrong);
  expect(red.get("motto")).toBeUndefined();
});

test("who expects an item to be as it was is told that it is not", async () => {
  const { db, red } = await teams();
  const seen = db.heads(red.path);
  red.set("motto", "moved");
  const late = () => {
    db.atomically(
      () => {
        red.set("motto", "late");
      },
      { expecting: seen },
    );
  };
  expect(late).toThrow(expect.objectContaining({ code: "conflict" }));
  expect(red.get("motto")).toBe("moved");
});
