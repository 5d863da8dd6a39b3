// What a repository held when its page was last open, shown until the engine has read the log. It is used only where
// it is exactly what the log says, so nothing that is shown is older than what this device knows.
import type { ItemView, State } from "./item.js";
import { restored, sortable, type Sortable, type StoredItem, type StoredValues } from "./values.js";

/** Where the values of a stored item begin. */
const VALUES = 3;

/** The stored items of a repository, made into states when somebody looks. */
export class Preview {
  /** How many commits had no receipt. */
  readonly pending: number;
  readonly #schemas: readonly Shape[];
  readonly #rows = new Map<string, StoredItem>();
  readonly #states = new Map<string, State>();
  readonly #changed = new Set<string>();

  constructor(repository: string, stored: StoredValues) {
    this.pending = stored.pending;
    this.#schemas = stored.schemas;
    for (const row of stored.items) this.#rows.set(`${repository}/${row[0]}`, row);
  }

  /** The items that are as they were stored. */
  get paths(): Iterable<string> {
    return this.#rows.keys();
  }

  /** The items that the engine has changed since, and answers for. */
  get changed(): Iterable<string> {
    return this.#changed;
  }

  change(path: string): void {
    this.#changed.add(path);
    this.#rows.delete(path);
    this.#states.delete(path);
  }

  /** What is shown of an item. */
  state(path: string): State | undefined {
    const row = this.#rows.get(path);
    if (!row) return undefined;
    let state = this.#states.get(path);
    if (!state) {
      const shape = this.#shapeOf(row);
      const values = new StoredView(path, shape, row).values();
      state = Object.freeze({ path, schema: shape[0], deleted: false, values });
      this.#states.set(path, state);
    }
    return state;
  }

  /** An item for predicates and orders: only what they look at is made. */
  view(path: string): ItemView | undefined {
    const row = this.#rows.get(path);
    return row && new StoredView(path, this.#shapeOf(row), row);
  }

  /** Where the newest edit of an item has got to: 1 this device, 2 the server. */
  saved(path: string): number | undefined {
    return this.#rows.get(path)?.[2];
  }

  schemaOf(path: string): string | undefined {
    const row = this.#rows.get(path);
    return row && this.#shapeOf(row)[0];
  }

  /** What an item is ordered by, without making a state of it. */
  sortKey(path: string, field: string): Sortable | undefined {
    const row = this.#rows.get(path);
    const at = row ? this.#shapeOf(row).indexOf(field, 1) : -1;
    return row && at > 0 ? sortable(row[VALUES + at - 1]) : undefined;
  }

  #shapeOf(row: StoredItem): Shape {
    return this.#schemas[row[1]] ?? [""];
  }
}

type Shape = StoredValues["schemas"][number];

class StoredView implements ItemView {
  readonly path: string;
  readonly #shape: Shape;
  readonly #row: StoredItem;

  constructor(path: string, shape: Shape, row: StoredItem) {
    this.path = path;
    this.#shape = shape;
    this.#row = row;
  }

  get key(): string {
    return this.#row[0];
  }

  get(field: string): never {
    return this.#value(field) as never;
  }

  has(field: string): boolean {
    return this.#value(field) !== undefined;
  }

  values(): Readonly<Record<string, never>> {
    const values: Record<string, never> = {};
    for (const field of this.#shape.slice(1)) if (this.has(field)) values[field] = this.get(field);
    return Object.freeze(values);
  }

  #value(field: string): unknown {
    const at = this.#shape.indexOf(field, 1);
    return at > 0 ? restored(this.#row[VALUES + at - 1]) : undefined;
  }
}
