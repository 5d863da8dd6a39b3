// A query over what a repository held when its page was last open: the same results in the same order as the engine's.
import type { ItemView, State } from "./item.js";
import { Moment } from "./moment.js";
import type { Preview } from "./preview.js";
import type { QueryConfig } from "./query.js";
import type { Schema } from "./schema.js";
import { type Sortable, sortable, storedForm } from "./values.js";

const NONE = 0;
const ADDED = 1;
const REMOVED = 2;
const CHANGED = 3;
const MOVED = 4;

type Key = Sortable | undefined;

interface Row {
  readonly path: string;
  readonly key: Key;
}

/** Kept up to date until the engine's own query takes its place. */
export class PreviewQuery {
  readonly #preview: Preview;
  readonly #stateOf: (path: string) => State | undefined;
  readonly #config: QueryConfig;
  readonly #rows: Row[];

  /**
   * @param stateOf what is shown of an item, by the engine where it knows the item
   * @throws NotPreviewable for an order that takes more than numbers, instants, texts and booleans
   */
  constructor(preview: Preview, stateOf: (path: string) => State | undefined, config: QueryConfig) {
    this.#preview = preview;
    this.#stateOf = stateOf;
    this.#config = config;
    this.#rows = [];
    for (const paths of [preview.paths, preview.changed]) {
      for (const path of paths) if (this.#matches(path)) this.#rows.push(this.#row(path));
    }
    this.#requireOneKind();
    this.#rows.sort(this.#compare);
  }

  /** The paths of the results in order. */
  list(): string[] {
    return this.#rows.map((row) => row.path);
  }

  /** An item changed; what that does to the results, in the engine's numbers. */
  update(path: string): number {
    const stood = this.#rows.findIndex((row) => row.path === path);
    if (stood >= 0) this.#rows.splice(stood, 1);
    if (!this.#matches(path)) return stood < 0 ? NONE : REMOVED;
    const row = this.#row(path);
    const behind = this.#rows.findIndex((other) => this.#compare(row, other) < 0);
    const stands = behind < 0 ? this.#rows.length : behind;
    this.#rows.splice(stands, 0, row);
    return stood < 0 ? ADDED : stood === stands ? CHANGED : MOVED;
  }

  #matches(path: string): boolean {
    const { schema, predicate } = this.#config;
    const stored = this.#preview.schemaOf(path);
    if (stored !== undefined)
      return (!schema || stored === schema.name) && (predicate?.(this.#view(path)) ?? true);
    const state = this.#stateOf(path);
    if (!state || state.deleted || (schema && state.schema !== schema.name)) return false;
    return predicate?.(new Moment<Schema>(state)) ?? true;
  }

  #row(path: string): Row {
    const { sortBy } = this.#config;
    if (typeof sortBy !== "string") return { path, key: undefined };
    if (this.#preview.schemaOf(path) !== undefined) return { path, key: this.#preview.sortKey(path, sortBy) };
    return { path, key: sortable(storedForm(this.#stateOf(path)?.values[sortBy])) };
  }

  #requireOneKind(): void {
    const kinds = new Set(this.#rows.map((row) => typeof row.key));
    kinds.delete("undefined");
    if (kinds.size > 1 || kinds.has("object")) throw new NotPreviewable();
  }

  readonly #compare = (a: Row, b: Row): number => {
    const { sortBy, sortDescending } = this.#config;
    const difference =
      typeof sortBy === "function"
        ? Math.sign(sortBy(this.#view(a.path), this.#view(b.path)))
        : sortBy === undefined
          ? order(a.path, b.path)
          : compareKeys(a.key, b.key);
    return (sortDescending ? -difference : difference) || order(a.path, b.path);
  };

  #view(path: string): ItemView {
    const gone = { path, schema: "", deleted: true, values: {} };
    return this.#preview.view(path) ?? new Moment<Schema>(this.#stateOf(path) ?? gone);
  }
}

/** The results can only be had from the engine. */
export class NotPreviewable extends Error {}

function compareKeys(a: Key, b: Key): number {
  if (a === undefined || b === undefined) return a !== undefined ? -1 : b !== undefined ? 1 : 0;
  return order(a, b);
}

function order<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
