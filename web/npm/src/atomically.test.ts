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

test("edits are of one repository, and are not nested", async () => {
  const { db, red } = await teams();
  const wrong: unknown = expect.objectContaining({ code: "invalid-value" });
  const elsewhere = () => {
    red.set("motto", "new");
    db.create("/data/names/goat", app.name, { owner: "ann" });
  };
  expect(() => {
    db.atomically(elsewhere);
  }).toThrow(wrong);
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

test("an item whose name has a space is expected like others", async () => {
  const { db } = await teams();
  const goat = claim(db, "big goat", "ann");
  const seen = db.heads(claim(db, "small goat", "cat").path, goat.path);
  const inherit = () => {
    db.atomically(
      () => {
        goat.set("owner", "bob");
      },
      { expecting: seen },
    );
  };
  inherit();
  expect(goat.get("owner")).toBe("bob");
  expect(inherit).toThrow(expect.objectContaining({ code: "conflict" }));
});

test("who reads an item while it is edited does not keep its change from others", async () => {
  const { db, red } = await teams();
  const told: unknown[] = [];
  red.onChange(({ fields, deleted, local }) => told.push([[...fields], deleted, local]));
  db.onItem("/data/teams/green", ({ fields }) => told.push([...fields]));
  db.atomically(() => {
    red.set("motto", "new");
    expect(red.get("motto")).toBe("new");
    red.increase("points", 1);
    expect(red.get("points")).toBe(11);
    expect(db.create("/data/teams/green", app.team, { motto: "moss" }).path).toBe("/data/teams/green");
  });
  expect(told).toEqual([
    [["points", "motto"], false, true],
    ["points", "motto"],
  ]);
});

test("edits that cannot be ended are shown nowhere", async () => {
  const { db, red } = await teams();
  const told: unknown[] = [];
  red.onChange((change) => told.push(change.fields));
  const all = db.query({ source: "/data/teams", schema: app.team });
  all.onResultsChanged((change) => told.push(change));
  const mottos: unknown[] = [];
  let mine: typeof all | undefined;
  const large = () => {
    db.atomically(() => {
      for (let i = 0; i < 12; i++) {
        red.set("motto", "x".repeat(50_000));
        db.create(`/data/teams/${i}`, app.team, { motto: "x".repeat(50_000) });
      }
      mottos.push(red.get("motto")?.length);
      mine = db.query({ source: "/data/teams", predicate: (item) => item.get("motto") !== undefined });
      mottos.push(mine.count);
    });
  };
  expect(large).toThrow(expect.objectContaining({ code: "limit-exceeded" }));
  expect(mottos).toEqual([50_000, 1]);
  expect(red.get("motto")).toBeUndefined();
  expect(mine?.count).toBe(0);
  expect([all.count, db.item("/data/teams/0")]).toEqual([2, undefined]);
  await Promise.resolve();
  expect(told).toEqual([]);
  red.set("motto", "short");
  expect(told).toEqual([new Set(["motto"])]);
});

test("a function that waits is an error, and how it ends is nobody's concern", async () => {
  const { db, red, blue } = await teams();
  const wrong: unknown = expect.objectContaining({ code: "invalid-value" });
  const waiting = () => {
    // @ts-expect-error TypeScript refuses what waits.
    void db.atomically(async () => {
      red.set("motto", "first");
      await Promise.resolve();
      blue.set("motto", "plain");
      throw new Error("much later");
    });
  };
  expect(waiting).toThrow(wrong);
  const chained: PromiseLike<void> = {
    then: (_, refuse) => Promise.resolve(refuse?.(new Error("later"))) as never,
  };
  // @ts-expect-error Also where it is no promise of the platform.
  expect(() => void db.atomically(() => chained)).toThrow(wrong);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([red.get("motto"), blue.get("motto")]).toEqual([undefined, "plain"]);
});
