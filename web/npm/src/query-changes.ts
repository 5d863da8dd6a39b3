// What happens to the results of a query in one turn of the event loop, told once, at its end.
import type { Item } from "./item.js";
import { Listeners } from "./listeners.js";
import type { Schema } from "./schema.js";

/** What a listener is told of a query. */
export interface QueryChange<S extends Schema = Schema> {
  readonly added: readonly Item<S>[];
  readonly removed: readonly Item<S>[];
  readonly changed: readonly Item<S>[];
  /** Whether the order changed. */
  readonly moved: boolean;
  /** The fields that changed in the items of `changed`. */
  readonly fields: ReadonlySet<string>;
}

/** Gathers changes for the listeners of a query. */
export class QueryChanges<S extends Schema> {
  readonly listeners: Listeners<QueryChange<S>> = new Listeners<QueryChange<S>>();
  #added = new Set<Item<S>>();
  #removed = new Set<Item<S>>();
  #changed = new Set<Item<S>>();
  #fields = new Set<string>();
  #moved = false;
  #due = false;

  came(item: Item<S>): void {
    if (!this.#removed.delete(item)) this.#added.add(item);
    this.soon();
  }

  went(item: Item<S>): void {
    if (!this.#added.delete(item)) this.#removed.add(item);
    this.soon();
  }

  changed(item: Item<S>, fields: Iterable<string>): void {
    this.#changed.add(item);
    for (const field of fields) this.#fields.add(field);
    this.soon();
  }

  moved(): void {
    this.#moved = true;
    this.soon();
  }

  /** What differs between two lists of results. */
  between(before: readonly Item<S>[], now: readonly Item<S>[]): void {
    if (before.length === now.length && before.every((item, index) => item === now[index])) return;
    const [was, is] = [new Set(before), new Set(now)];
    for (const item of now) if (!was.has(item)) this.came(item);
    for (const item of before) if (!is.has(item)) this.went(item);
    this.moved();
  }

  /** The listeners are told at the end of this turn, also where nothing else is said. */
  soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#tell();
    });
  }

  close(): void {
    this.listeners.clear();
  }

  #tell(): void {
    const [added, removed] = [this.#added, this.#removed];
    const change = {
      added: [...added],
      removed: [...removed],
      changed: [...this.#changed].filter((item) => !added.has(item) && !removed.has(item)),
      moved: this.#moved,
      fields: this.#fields,
    };
    this.#added = new Set();
    this.#removed = new Set();
    this.#changed = new Set();
    this.#fields = new Set();
    this.#moved = false;
    this.#due = false;
    this.listeners.tell(change);
  }
}
