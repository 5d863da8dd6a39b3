/** An item as one component watches it. */
import type { GoatDB, Item, ItemChange, Schema } from "../index.js";

/**
 * A version that grows when what a component watches of an item changes, in the shape `useSyncExternalStore` takes.
 *
 * An item is one object that changes in place, so it cannot tell React that it changed; the version does. What changed
 * between a render and its subscription was told to nobody: subscribing compares what was there with what is there.
 */
export class WatchedItem<S extends Schema> {
  readonly #db: GoatDB;
  readonly #of: string | Item<S> | undefined;
  readonly #schema: S | undefined;
  readonly #keys: readonly string[] | undefined;
  #version = 0;
  #item: Item<S> | undefined;
  #isDeleted: boolean | undefined;
  #values: Readonly<Record<string, unknown>> | undefined;

  constructor(db: GoatDB, of: string | Item<S> | undefined, schema?: S, keys?: readonly string[]) {
    this.#db = db;
    this.#of = of;
    this.#schema = schema;
    this.#keys = keys;
    this.#remember();
  }

  /** The item, as soon as it is known here. */
  get item(): Item<S> | undefined {
    return typeof this.#of === "string" ? this.#db.item(this.#of, this.#schema) : this.#of;
  }

  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    const path = typeof this.#of === "object" ? this.#of.path : this.#of;
    if (path === undefined) return () => undefined;
    const stop = this.#db.onItem(path, (change) => {
      if (this.#concerns(change)) this.#grow(listener);
    });
    if (this.#isOutdated()) this.#grow(listener);
    return () => {
      stop();
      this.#remember();
    };
  };

  #grow(listener: () => void): void {
    this.#version++;
    this.#remember();
    listener();
  }

  #concerns(change: ItemChange): boolean {
    const item = this.item;
    if (item !== this.#item || item?.look()?.deleted !== this.#isDeleted) return true;
    return this.#keys?.some((key) => change.fields.has(key)) ?? change.fields.size > 0;
  }

  #isOutdated(): boolean {
    const item = this.item;
    if (item !== this.#item || item?.look()?.deleted !== this.#isDeleted) return true;
    const values = shown(item);
    return this.#keys?.some((key) => values?.[key] !== this.#values?.[key]) ?? values !== this.#values;
  }

  #remember(): void {
    this.#item = this.item;
    this.#isDeleted = this.#item?.look()?.deleted;
    this.#values = shown(this.#item);
  }
}

function shown<S extends Schema>(item: Item<S> | undefined): Readonly<Record<string, unknown>> | undefined {
  return item?.look()?.values;
}
