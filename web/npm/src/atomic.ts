// Edits that count all together or not at all: what they are expected to be built on, and that they do not wait.
import { GoatError } from "./errors.js";

/** How items were at a moment; from {@link GoatDB.heads}. */
export type Heads = string & { readonly heads: unique symbol };

/** A function that makes edits and does not wait. */
export type Edits<T> = () => T extends PromiseLike<unknown> ? never : T;

/** Throws where edits go on later; how those end is nobody's concern any more. */
export function requireMade(result: unknown): void {
  if (typeof (result as { then?: unknown } | null | undefined)?.then !== "function") return;
  Promise.resolve(result).catch(() => undefined);
  throw new GoatError(
    "invalid-value",
    "Edits that are made atomically cannot wait.",
    "Make them without await.",
  );
}
