// The values of a repository as text, from which a page shows them before the engine has read the log.
//
//   {"items": [["milk", 0, 2, "Buy milk", false, {"d": 1760000000000}, {"s": ["shop"]}], ...],
//    "pending": 0, "schemas": [["task", "text", "done", "created", "tags"]]}
//
// An item is its key, the number of its schema, where its newest edit has got to (1 on this device, 2 on the
// server), and a value for each field; what JSON lacks is an object of one letter.
import type { State } from "./item.js";
import { pure } from "./pure.js";

/** To be raised when values come to be shown in another way. */
const VERSION = 0;

/** A value in JSON: an instant, a set, a map, bytes as characters up to 255, or an integer beyond 2^53. */
export type Stored =
  | string
  | number
  | boolean
  | null
  | { d: number }
  | { s: Stored[] }
  | { m: [string, Stored][] }
  | { b: string }
  | { n: string };

/** An item as it is stored: key, number of the schema, saved, values. */
export type StoredItem = [string, number, number, ...Stored[]];

/** All of a repository as it is stored; deleted items are left out. */
export interface StoredValues {
  readonly items: readonly StoredItem[];
  readonly schemas: readonly (readonly [string, ...string[]])[];
  /** How many commits have no receipt. */
  readonly pending: number;
}

/** A number that differs where the same log would be shown differently: by another definition, or another version of this. */
export function stampOf(definition: string): number {
  const bytes = new Int8Array(new TextEncoder().encode(`${VERSION} ${definition}`).buffer);
  return pure.crc32c(bytes, 0, bytes.length);
}

/** Gathers the items of a repository into text. */
export class ValuesText {
  readonly #items: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #schemas: [string, ...string[]][] = [];

  /** Adds an item; false where a value has no form here, and the whole is of no use. */
  add(state: State, saved: number): boolean {
    const fields = Object.keys(state.values);
    const shape = [state.schema, ...fields] as [string, ...string[]];
    const name = shape.join("\n");
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#schemas.push(shape) - 1;
      this.#numbers.set(name, number);
    }
    const values = fields.map((field) => storedForm(state.values[field]));
    if (values.includes(undefined)) return false;
    const key = state.path.slice(state.path.lastIndexOf("/") + 1);
    this.#items.push(JSON.stringify([key, number, saved, ...values]));
    return true;
  }

  /** @param pending how many commits have no receipt */
  text(pending: number): string {
    const items = this.#items.join(",\n");
    return `{"items":[${items}],"pending":${pending},"schemas":${JSON.stringify(this.#schemas)}}`;
  }
}

/** The form in which a value is stored; nothing for what has none. */
export function storedForm(value: unknown): Stored | undefined {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return { n: value.toString() };
    case "object": {
      if (value instanceof Date) return { d: value.getTime() };
      if (value instanceof Set) return whole(Array.from(value, storedForm), (s) => ({ s }));
      if (value instanceof Uint8Array)
        return { b: Array.from(value, (byte) => String.fromCharCode(byte)).join("") };
      if (!(value instanceof Map)) return undefined;
      const keys = [...value.keys()] as string[];
      return whole(Array.from(value.values(), storedForm), (all) => ({
        m: all.map((one, i) => [keys[i] ?? "", one]),
      }));
    }
    default:
      return undefined;
  }
}

function whole(parts: (Stored | undefined)[], made: (parts: Stored[]) => Stored): Stored | undefined {
  return parts.includes(undefined) ? undefined : made(parts as Stored[]);
}

/** The value that was stored. */
export function restored(value: Stored | undefined): unknown {
  if (typeof value !== "object") return value;
  if (value === null) return undefined;
  if ("d" in value) return new Date(value.d);
  if ("s" in value) return new Set(value.s.map(restored));
  if ("m" in value) return new Map(value.m.map(([key, one]) => [key, restored(one)]));
  if ("b" in value) return Uint8Array.from(value.b, (character) => character.charCodeAt(0));
  return BigInt(value.n);
}

/** What a value is ordered by; an object, which is none, where that is more than a number or a text. */
export type Sortable = number | string | boolean | object;

export function sortable(value: Stored | undefined): Sortable | undefined {
  if (value === null || typeof value !== "object") return value ?? undefined;
  return "d" in value ? value.d : value;
}
