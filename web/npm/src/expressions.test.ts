import { expect, test } from "vitest";
import { GoatDB } from "./db.js";
import { defineApp } from "./schema.js";

const appWith = (type: "string" | "number" | "instant" | "set", expr: string) =>
  defineApp({
    schemas: { note: [{ version: 1, fields: { f: { type, required: true, default: { expr } } } }] },
  });

function made(type: "string" | "number" | "instant" | "set", expr: string): unknown {
  const app = appWith(type, expr);
  const db = GoatDB.inMemory(app);
  return db.create("/data/notes/a", app.note, {}).get("f");
}

test("without the module of expressions a page has now() and newId()", () => {
  expect(made("string", "newId()")).toMatch(/^[a-z2-7]{26}$/);
  expect(made("instant", "now()")).toBeInstanceOf(Date);
  expect(() => made("string", "now()")).toThrow(/gives timestamp, not a string/);
  expect(() => made("string", "'a' + 'b'")).toThrow(/needs the module of expressions/);
});

const constrained = (constraint: string) => () =>
  GoatDB.inMemory(
    defineApp({ schemas: { note: [{ version: 1, fields: { f: { type: "integer", constraint } } }] } }),
  );

const upgraded = (expr: string) => () =>
  GoatDB.inMemory(
    defineApp({
      schemas: {
        note: [
          { version: 1, fields: { f: { type: "string" } } },
          { version: 2, fields: { n: { type: "integer" } }, upgrade: { drop: ["f"], set: { n: expr } } },
        ],
      },
    }),
  );

const ruled = () =>
  GoatDB.inMemory(
    defineApp({
      schemas: {},
      rules: [{ name: "own", path: "/user/{owner}/*", allow: ["read"], if: "session.user == path.owner" }],
    }),
  );

test("without the module of expressions constraints and upgrades say what they need, rules need nothing", () => {
  expect(constrained("value > 0")).toThrow(/expression value > 0 needs the module of expressions/);
  expect(upgraded("size(old.f)")).toThrow(/expression size\(old.f\) needs the module of expressions/);
  expect(ruled).not.toThrow();
});

test("with it, a page has all of them", async () => {
  await import("./expressions.js");
  expect(made("string", "'a' + string(size(newId()))")).toBe("a26");
  expect(made("number", "1.5 * 2.0")).toBe(3);
  expect(made("set", "['b', 'a', 'b']")).toEqual(new Set(["a", "b"]));
  const before = Date.now();
  const due = made("instant", "now() + duration('168h')") as Date;
  expect(due.getTime() - 604_800_000).toBeGreaterThanOrEqual(before - 1000);
  expect(() => made("string", "1 + ")).toThrow(/In the default of the field 'f': the expression ends/);
  expect(() => made("string", "1 + 1")).toThrow(/gives int, not a string/);
  expect(() => made("number", "1.0 / double(string(1 / (1 - 1)))")).toThrow(
    /fails: the divisor is 0 \(line 1/,
  );
});

test("with it, constraints and upgrades are checked", async () => {
  await import("./expressions.js");
  expect(constrained("value > 0 && f < 10")).not.toThrow();
  expect(constrained("valeu > 0")).toThrow(/'valeu' is not known. Write 'value'/);
  expect(constrained("value + 1")).toThrow(/gives int, not true or false/);
  expect(constrained("value < now()")).toThrow(/'now' is not allowed here/);
  expect(upgraded("size(old.f)")).not.toThrow();
  expect(upgraded("size(old.g)")).toThrow(/there is no field 'g'/);
  expect(upgraded("old.f")).toThrow(/to string, not an integer/);
});

test("the module computes with the variables that the engine hands over", async () => {
  const { evaluate } = await import("./expression-engine.js");
  const run = (text: string, surroundings: string, ...variables: number[]) =>
    Array.from(evaluate(text, surroundings, 0, new Int8Array(16), Int8Array.from(variables)), (b) => b & 255);
  const constraint = "CONSTRAINT value:integer tags:set.string title:string";
  // CBOR: an array of places and values; a value alone in an array, or what failed.
  expect(run("value > 1 && title == null", constraint, 0x82, 0, 2)).toEqual([0x81, 0xf5]);
  expect(run("value > 1 && title == null", constraint, 0x84, 0, 2, 2, 0x61, 0x61)).toEqual([0x81, 0xf4]);
  const old = [0xa1, 0x61, 0x66, 0x63, 0x61, 0x62, 0x63];
  expect(run("size(old.f)", "UPGRADE f:string", 0x82, 0, ...old)).toEqual([0x81, 3]);
  expect(run("1 / old.n", "UPGRADE n:integer", 0x82, 0, 0xa1, 0x61, 0x6e, 0)[0]).toBe(0x84);
});
