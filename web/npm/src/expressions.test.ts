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

test("with it, a page has all of them", async () => {
  await import("./expressions.js");
  expect(made("string", "'a' + string(size(newId()))")).toBe("a26");
  expect(made("number", "1.5 * 2.0")).toBe(3);
  expect(made("set", "['b', 'a', 'b']")).toEqual(new Set(["a", "b"]));
  const before = Date.now();
  const due = made("instant", "now() + duration('168h')") as Date;
  expect(due.getTime() - 604_800_000).toBeGreaterThanOrEqual(before - 1000);
  expect(() => made("string", "1 + ")).toThrow(/line 1, column 5/);
  expect(() => made("string", "1 + 1")).toThrow(/gives int, not a string/);
  expect(() => made("number", "1.0 / double(string(1 / (1 - 1)))")).toThrow(
    /fails: the divisor is 0 \(line 1/,
  );
});
