// Why a field of an item shows what it shows: the changes that nobody overwrote who saw them, in words.
import type { MergePolicy } from "./schema.js";

/** Why a field shows what it shows. */
export interface Explanation {
  /** The name of the field. */
  readonly field: string;
  /** How concurrent changes of it meet. */
  readonly rule: MergePolicy;
  /** The changes that nobody overwrote who saw them, oldest first; none where the field shows its default. */
  readonly changes: readonly ExplainedChange[];
}

/** A change of a field. */
export interface ExplainedChange {
  /** What it did, in words: `set to 'Buy milk'`. */
  readonly what: string;
  /** Who made it, where the server knew; nothing for anonymous sessions. */
  readonly user: string | undefined;
  /** The id of the session that signed it, in hexadecimal. */
  readonly session: string;
  /** When, by the clock of the device on which it was made. */
  readonly at: Date;
  /** The id of the commit, in hexadecimal. */
  readonly commit: string;
  /** Whether it shows; else a concurrent change won. */
  readonly shows: boolean;
}

/** What the engine says of a change. */
interface Change extends ExplainedChange {
  readonly what: "set" | "cleared" | "added" | "removed" | "increased";
  readonly entry?: string;
  readonly value?: unknown;
}

/** @param given what the engine says of the field */
export function explanationOf(field: string, given: unknown): Explanation {
  const { rule, changes } = given as { rule: MergePolicy; changes: Change[] };
  return {
    field,
    rule,
    changes: changes.map((change) => {
      const { user, session, at, commit, shows } = change;
      return { what: inWords(change), user: user === "" ? undefined : user, session, at, commit, shows };
    }),
  };
}

function inWords({ what, entry, value }: Change): string {
  const place = entry === undefined ? "" : `entry '${entry}'`;
  switch (what) {
    case "set":
      return `${place} set to ${text(value)}`.trimStart();
    case "cleared":
      return what;
    case "increased":
      return `increased by ${text(value)}`.replace("increased by -", "decreased by ");
    default:
      if (value === undefined) return `${place} ${what}`;
      return `${what} ${text(value)}` + (place && ` ${what === "added" ? "to" : "from"} ${place}`);
  }
}

function text(value: unknown): string {
  if (typeof value === "string") return `'${value}'`;
  if (value instanceof Map) return `a map of ${String(value.size)}`;
  if (value instanceof Set) return `a set of ${String(value.size)}`;
  return value instanceof Date ? value.toISOString().replace(".000Z", "Z") : String(value);
}
