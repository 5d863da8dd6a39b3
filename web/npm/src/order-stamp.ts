// Order stamps: texts for a string field whose order is an order that people chose.
import { orderMarks, orderStamps, requireOrderStamp } from "./order-engine.js";
import { explained, GoatError } from "./errors.js";

const CHANCE_BYTES = 8;
const MOST_AT_ONCE = 1_000_000;
// What browsers fill with random bytes in one call.
const FILLED_AT_ONCE = 65_536;

/** The start or end of every list: a bound for `between`, not a stamp to be stored. */
export class OrderBound {
  static readonly start: OrderBound = new OrderBound("start()");
  static readonly end: OrderBound = new OrderBound("end()");

  private constructor(private readonly name: string) {}

  toString(): string {
    return this.name;
  }
}

interface OrderStamps {
  /** The start of every list: a bound for `between`, not a stamp to be stored. */
  readonly start: () => OrderBound;

  /** The end of every list: a bound for `between`, not a stamp to be stored. */
  readonly end: () => OrderBound;

  /** The text itself, if it is a stamp of at most 4,096 characters; else a `GoatError` of code `invalid-value`. */
  readonly from: (text: string) => string;

  /**
   * A new stamp between two others; with a count, as many as that, at most 1,000,000, in order and evenly spread:
   * shorter than one by one, and nothing that others put there at the same time comes between them.
   *
   * Throws a `GoatError`: `invalid-value` where the first does not come before the second, `limit-exceeded` where
   * a new one would be longer than 4,096 characters.
   */
  readonly between: Between;
}

interface Between {
  (after: string | OrderBound, before: string | OrderBound): string;
  (after: string | OrderBound, before: string | OrderBound, count: number): string[];
}

/**
 * Places in a list that people put in order, for a string field: sorting by the field gives the list, and moving
 * an item is one `set`.
 *
 * ```ts
 * task.set("order", OrderStamp.between(first.get("order"), OrderStamp.end())); // behind the first one
 * ```
 *
 * Stamps are ordered as texts are. No two are equal, even where peers that cannot see each other put something in
 * the same place; a row that one of them puts there stays together. The guide's page on order says more, and how
 * long stamps get.
 */
export const OrderStamp: OrderStamps = Object.freeze({
  start: () => OrderBound.start,
  end: () => OrderBound.end,
  from,
  between,
});

let drawn: number | undefined;

/** The mark of this page, by which the rows that it makes stay together. */
function mark(): number {
  drawn ??= (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % orderMarks();
  return drawn;
}

function text(stamp: string | OrderBound): string {
  if (stamp === OrderBound.start) return "";
  if (stamp === OrderBound.end) return "~";
  return from(stamp);
}

function from(text: unknown): string {
  if (typeof text === "string") return explained(() => requireOrderStamp(text));
  throw new GoatError(
    "invalid-value",
    `${String(text)} is no order stamp.`,
    "Give the text of a stamp that OrderStamp.between made.",
  );
}

function between(after: string | OrderBound, before: string | OrderBound): string;
function between(after: string | OrderBound, before: string | OrderBound, count: number): string[];
function between(after: string | OrderBound, before: string | OrderBound, count?: number): string | string[] {
  const wanted = count ?? 1;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > MOST_AT_ONCE) {
    throw new GoatError(
      "invalid-value",
      `${String(count)} stamps cannot be made at once.`,
      `Ask for 0 to ${String(MOST_AT_ONCE)}.`,
    );
  }
  const chance = new Int8Array(CHANCE_BYTES * wanted);
  for (let at = 0; at < chance.length; at += FILLED_AT_ONCE) {
    crypto.getRandomValues(chance.subarray(at, at + FILLED_AT_ONCE));
  }
  const made = explained(() => orderStamps(text(after), text(before), wanted, mark(), chance));
  if (count === undefined) return made;
  return made === "" ? [] : made.split(" ");
}
