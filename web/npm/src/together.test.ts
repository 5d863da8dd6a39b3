// What other replicas see of edits that count all together.
// @vitest-environment node
import { expect, test, vi } from "vitest";
import { startAuthority } from "../testing/authority.mjs";
import { defineApp, GoatDB } from "./index.js";
import { definitionOf } from "./schema.js";

const app = defineApp({
  schemas: {
    team: [{ version: 1, fields: { points: { type: "counter" }, motto: { type: "string" } } }],
  },
});

test("what comes in together, or is refused together, is seen together", async () => {
  const golden = (await import(
    /* @vite-ignore */ new URL("../../target/golden/golden.js", import.meta.url).href
  )) as object;
  const authority = await startAuthority(golden, JSON.stringify(definitionOf(app)));
  vi.stubGlobal("WebSocket", authority.sockets());
  const [ann, bob] = ["ann", "bob"].map(
    (path) => new GoatDB({ app, path, storage: "memory", peers: "ws://authority", commitsPerSecond: 1000 }),
  ) as [GoatDB, GoatDB];
  const [red, blue] = ["red", "blue"].map((name) =>
    ann.create(`/data/teams/${name}`, app.team, { points: 5 }),
  );
  if (!red || !blue) throw new Error("There are two.");
  await ann.sync();
  await bob.open("/data/teams");
  await bob.sync();
  const [his, hers] = [red, blue].map(({ path }) => bob.item(path, app.team));
  if (!his || !hers) throw new Error("Bob has them as well.");
  const rich = bob.query({
    source: "/data/teams",
    schema: app.team,
    predicate: (team) => team.get("points") > 5,
  });
  const seen = new Set<string>();
  const look = () => seen.add(`${his.get("points")} and ${hers.get("points")}, rich: ${rich.count}`);
  look();
  his.onChange(look);
  hers.onChange(look);

  ann.atomically(() => {
    red.increase("points", -3);
    blue.increase("points", 3);
  });
  await Promise.all([ann.sync(), bob.sync()]);
  expect([...seen]).toEqual(["5 and 5, rich: 0", "2 and 8, rich: 1"]);

  seen.clear();
  ann.setOnline(false);
  bob.setOnline(false);
  const expecting = bob.heads(his.path, hers.path);
  bob.atomically(
    () => {
      hers.increase("points", -8);
      his.increase("points", 8);
    },
    { expecting },
  );
  hers.set("motto", "of another field");
  expect(bob.syncState("/data/teams")).toMatchObject({ pending: 3, refused: 0 });
  red.set("motto", "first");
  ann.setOnline(true);
  await ann.sync();
  bob.setOnline(true);
  await expect.poll(() => bob.refused().length).toBe(2);
  expect([...seen]).toEqual(["10 and 0, rich: 1", "2 and 8, rich: 1"]);
  expect(bob.refused().map(({ fields }) => [...fields])).toEqual([["points"], ["points"]]);
  await Promise.all([ann.sync(), bob.sync()]);
  expect([hers.get("motto"), blue.get("motto")]).toEqual(["of another field", "of another field"]);
  for (const state of [bob.syncState(), bob.syncState("/data/teams")]) {
    expect(state).toMatchObject({ pending: 0, here: 0, refused: 2, problem: undefined });
    expect(state.server).toBe(6);
  }
  expect(bob.syncState("/data/other")).toMatchObject({ pending: 0, server: 0, refused: 0 });
  await Promise.all([ann.close(), bob.close()]);
  authority.stop();
  vi.unstubAllGlobals();
});
