// An item of a database, live: reading gives what is shown now, changing it takes effect at once.
import { explain, problems, type WebEngine } from "./engine.js";
import { GoatError } from "./errors.js";
import { type Explanation, explanationOf } from "./explanation.js";
import type { RefusedEdit } from "./host.js";
import type { ElementOf, FieldOf, FieldOfType, Schema, ValuesOf } from "./schema.js";

/**
 * Where the newest edit of an item has got to: in memory, durable on this device, durable on the
 * server, or refused by it.
 */
export type Saved = "pending" | "here" | "server" | "refused";

/** What the engine shows of an item. */
export interface State {
  readonly path: string;
  readonly schema: string;
  readonly deleted: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a listener is told of an item. */
export interface ItemChange<S extends Schema = Schema> {
  readonly item: Item<S>;
  /** The fields whose shown values changed; none where only `deleted` or `saved` did. */
  readonly fields: ReadonlySet<string>;
  /** Whether this device changed it. */
  readonly local: boolean;
  /** Whether the item is deleted now. */
  readonly deleted: boolean;
  /** Whether {@link Item.saved} changed. */
  readonly saved: boolean;
}

/** What predicates and orders see of an item: its values at one moment. */
export interface ItemView<S extends Schema = Schema> {
  readonly path: string;
  readonly key: string;
  get<K extends FieldOf<S>>(field: K): ValuesOf<S>[K];
  has(field: FieldOf<S>): boolean;
  values(): ValuesOf<S>;
}

/** What items ask of their database. */
export interface ItemOwner {
  /** Changes an item. */
  edit(path: string, action: (engine: WebEngine) => void): void;
  /** Asks the engine about an item. */
  ask<T>(question: (engine: WebEngine) => T, path: string): T;
  /** What is shown of an item. */
  state(path: string): State | undefined;
  /** Where the newest edit of an item has got to, in the engine's numbers. */
  saved(path: string): number;
  schemaOf(name: string): Schema;
  watch(path: string, listener: (change: ItemChange) => void): () => void;
  refusalOf(path: string): RefusedEdit | undefined;
}

const SAVED: readonly Saved[] = ["pending", "here", "server"];

/** An item; there is one object for a path. */
export class Item<S extends Schema = Schema> implements ItemView<S> {
  /** `/type/repository/key`. */
  readonly path: string;
  readonly #owner: ItemOwner;
  #state: State | undefined;
  /** What somebody saw before it became stale. */
  #before: { readonly state: State | undefined } | undefined;
  /** What was shown last, of an item that is not there any more. */
  #last: State | undefined;

  /** Items come from `db.create`, `db.item` and queries. */
  constructor(owner: ItemOwner, path: string) {
    this.#owner = owner;
    this.path = path;
  }

  /** The last name of the path. */
  get key(): string {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  /** The path of the repository that the item is in. */
  get repository(): string {
    return this.path.slice(0, this.path.lastIndexOf("/"));
  }

  get schema(): S {
    return this.#owner.schemaOf(this.#now().schema) as S;
  }

  get isDeleted(): boolean {
    return this.#now().deleted;
  }

  /** Where the newest edit has got to. */
  get saved(): Saved {
    if (this.refusal) return "refused";
    return SAVED[this.#owner.saved(this.path)] ?? "pending";
  }

  /** Why the server refused the last edit made here, where it did. */
  get refusal(): RefusedEdit | undefined {
    return this.#owner.refusalOf(this.path);
  }

  /**
   * What is wrong with what it shows, in words by field; mostly nothing. Concurrent changes can break a
   * constraint together, an upgrade may fail on one item, and a field that is required later may have no value.
   * Setting the field mends it.
   */
  problems(): Readonly<Partial<Record<FieldOf<S>, string>>> {
    return this.#owner.ask((engine) => problems(engine, this.path), this.path) as never;
  }

  /**
   * Why a field shows what it shows: the commits, their authors and times, and the rule that decided. What is
   * not committed yet does not count.
   */
  explain(field: FieldOf<S>): Explanation {
    const why = this.#owner.ask((engine) => explain(engine, this.path, field), this.path);
    return explanationOf(field, why);
  }

  /** The value of a field; sets, maps and counters are there also when they are empty. */
  get<K extends FieldOf<S>>(field: K): ValuesOf<S>[K] {
    return this.values()[field];
  }

  /** Whether a field has a value. */
  has(field: FieldOf<S>): boolean {
    return this.get(field) !== undefined;
  }

  /** All values, frozen; the same object until something of them changes. */
  values(): ValuesOf<S> {
    return this.#now().values as ValuesOf<S>;
  }

  /**
   * Sets a field.
   *
   * @throws GoatError `invalid-value` where the schema forbids it
   */
  set<K extends FieldOf<S>>(field: K, value: NonNullable<ValuesOf<S>[K]>): void {
    this.#owner.edit(this.path, (engine) => {
      engine.set(this.path, field, value);
    });
  }

  /** Sets several fields; where one value is forbidden, those before it are set. */
  setMulti(values: Partial<ValuesOf<S>>): void {
    for (const [field, value] of Object.entries(values)) {
      if (value !== undefined) this.set(field as FieldOf<S>, value as never);
    }
  }

  /** Takes the value of a field away. */
  clear(field: FieldOf<S>): void {
    this.#owner.edit(this.path, (engine) => {
      engine.clear(this.path, field);
    });
  }

  /** Adds to a counter; concurrent additions sum up. */
  increase(field: FieldOfType<S, "counter">, by = 1): void {
    this.#owner.edit(this.path, (engine) => {
      engine.increase(this.path, field, by);
    });
  }

  /** Adds an element to a set. */
  add<K extends FieldOfType<S, "set">>(field: K, element: ElementOf<S, K>): void {
    this.#owner.edit(this.path, (engine) => {
      engine.include(this.path, field, element, true);
    });
  }

  /** Removes an element from a set. */
  remove<K extends FieldOfType<S, "set">>(field: K, element: ElementOf<S, K>): void {
    this.#owner.edit(this.path, (engine) => {
      engine.include(this.path, field, element, false);
    });
  }

  /** Writes an entry of a map; of a set or map that is there, only what differs is changed. */
  put<K extends FieldOfType<S, "map">>(field: K, key: string, value: ElementOf<S, K>): void {
    this.#owner.edit(this.path, (engine) => {
      engine.put(this.path, field, key, value);
    });
  }

  /** Removes an entry of a map. */
  take(field: FieldOfType<S, "map">, key: string): void {
    this.#owner.edit(this.path, (engine) => {
      engine.take(this.path, field, key);
    });
  }

  /** Deletes the item; it can be restored. */
  delete(): void {
    this.#owner.edit(this.path, (engine) => {
      engine.delete(this.path, true);
    });
  }

  /** Takes a deletion back. */
  restore(): void {
    this.#owner.edit(this.path, (engine) => {
      engine.delete(this.path, false);
    });
  }

  /** Calls the listener whenever what is shown of the item, or where it is saved, changed. */
  onChange(listener: (change: ItemChange<S>) => void): () => void {
    return this.#owner.watch(this.path, listener as (change: ItemChange) => void);
  }

  /** The database tells that something changed; returns what is shown now. @internal */
  refresh(): State | undefined {
    this.#last = this.seen ?? this.#last;
    this.#before = undefined;
    this.#state = undefined;
    return this.look();
  }

  /** It is edited atomically: who looks meanwhile looks anew, and the change is told from what was seen before. @internal */
  stale(): void {
    this.#before ??= { state: this.#state };
    this.#state = undefined;
  }

  /** What is shown, where anything is known of the item. @internal */
  look(): State | undefined {
    this.#state ??= this.#owner.state(this.path);
    return this.#state;
  }

  /** What was shown when somebody last looked, before it was edited atomically. @internal */
  get seen(): State | undefined {
    return this.#before?.state ?? this.#state;
  }

  /** An item that was refused reads as deleted, with what it held last. */
  #now(): State {
    const state = this.look() ?? (this.#last && { ...this.#last, deleted: true });
    if (!state) {
      throw new GoatError("not-found", `The item ${this.path} is not known here.`, "Look it up again.");
    }
    return state;
  }
}

/** The fields that differ between two sets of values. */
export function difference(
  before: Readonly<Record<string, unknown>> | undefined,
  now: Readonly<Record<string, unknown>> | undefined,
): Set<string> {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(now ?? {})]);
  for (const field of fields) if (equal(before?.[field], now?.[field])) fields.delete(field);
  return fields;
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Set && b instanceof Set) return a.size === b.size && equal([...a], [...b]);
  if (a instanceof Map && b instanceof Map) return a.size === b.size && equal([...a], [...b]);
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    return a.byteLength === b.byteLength && equal([...(a as Uint8Array)], [...(b as Uint8Array)]);
  }
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((element, index) => equal(element, b[index]))
  );
}
