import { expect, expectTypeOf, test } from "vitest";
import { GoatDB } from "./db.js";
import { difference } from "./item.js";
import { defineApp, type ValuesOf } from "./schema.js";
import { restored, storedForm } from "./values.js";

const app = defineApp({
  schemas: {
    note: [
      {
        version: 1,
        fields: {
          icon: { type: "bytes", default: "AAH_" },
          parent: { type: "reference" },
          keys: { type: "set", of: "bytes" },
          seen: { type: "map", of: { type: "set", of: "string" }, default: { ann: ["b", "a"] } },
          days: { type: "set", of: { type: "map", of: { type: "map", of: "instant" } } },
          made: { type: "map", of: { type: "set" }, default: { expr: "{'a': ['y', 'x']}" } },
        },
      },
    ],
  },
});

await import("./expressions.js");
const created = () => GoatDB.inMemory(app).create("/data/notes/a", app.note, {});

test("the compiler knows what nested fields hold", () => {
  type Note = ValuesOf<typeof app.note>;
  expectTypeOf<Note["icon"]>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<Note["parent"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Note["keys"]>().toEqualTypeOf<ReadonlySet<Uint8Array>>();
  expectTypeOf<Note["seen"]>().toEqualTypeOf<ReadonlyMap<string, ReadonlySet<string>>>();
  expectTypeOf<Note["days"]>().toEqualTypeOf<ReadonlySet<ReadonlyMap<string, ReadonlyMap<string, Date>>>>();
  expectTypeOf<Note["made"]>().toEqualTypeOf<ReadonlyMap<string, ReadonlySet<string>>>();
});

test("defaults show, literal and computed", () => {
  const note = created();
  expect(note.get("icon")).toEqual(Uint8Array.of(0, 1, 255));
  expect(note.get("seen")).toEqual(new Map([["ann", new Set(["a", "b"])]]));
  expect(note.get("made")).toEqual(new Map([["a", new Set(["x", "y"])]]));
});

test("what is written is read", () => {
  const note = created();
  const bytes = Uint8Array.of(9, 128);
  note.set("icon", bytes);
  bytes[0] = 1;
  expect(note.get("icon")).toEqual(Uint8Array.of(9, 128));
  note.set("icon", new Uint8Array([7, 8, 9]).subarray(1));
  expect(note.get("icon")).toEqual(Uint8Array.of(8, 9));
  note.set("parent", "/data/notes/b");
  expect(note.get("parent")).toBe("/data/notes/b");
  note.put("seen", "bob", new Set(["x"]));
  note.take("seen", "ann");
  expect(note.get("seen")).toEqual(new Map([["bob", new Set(["x"])]]));
  const monday = new Map([["mo", new Map([["at", new Date(5)]])]]);
  note.add("days", monday);
  note.add("days", new Map());
  expect(note.get("days")).toEqual(new Set([new Map(), monday]));
  note.remove("days", new Map(monday));
  note.add("keys", Uint8Array.of(1));
  note.add("keys", Uint8Array.of(1));
  expect(note.get("days")).toEqual(new Set([new Map()]));
  expect(note.get("keys")).toEqual(new Set([Uint8Array.of(1)]));
});

test("what does not fit is refused with what would", () => {
  const note = created();
  const set = (field: "icon" | "parent" | "seen", value: unknown) => () => {
    note.set(field, value as never);
  };
  expect(set("icon", "AAH_")).toThrow(/Give it bytes/);
  expect(set("icon", new Uint16Array(2))).toThrow(/cannot hold a Uint16Array/);
  expect(set("parent", "/data/notes")).toThrow(/Give it the path of an item/);
  expect(set("seen", new Map([["ann", new Set([5])]]))).toThrow(/a map of sets of string/);
  expect(note.get("seen").size).toBe(1);
});

test("only changed fields are told of, also where values are nested", () => {
  const note = created();
  const before = note.values();
  note.set("parent", "/data/notes/b");
  expect(difference(before, note.values())).toEqual(new Set(["parent"]));
  const between = note.values();
  note.put("seen", "ann", new Set(["a"]));
  note.set("icon", Uint8Array.of(0, 1, 254));
  expect(difference(between, note.values())).toEqual(new Set(["seen", "icon"]));
});

test("all of it has a stored form", () => {
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  const value = new Map([["a", new Set([every, new Uint8Array()])]]);
  expect(restored(JSON.parse(JSON.stringify(storedForm(value))) as never)).toEqual(value);
});
