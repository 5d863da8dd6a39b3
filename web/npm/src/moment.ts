// An item at one moment, as predicates and orders see it.
import type { ItemView, State } from "./item.js";
import type { FieldOf, Schema, ValuesOf } from "./schema.js";

/** An item at one moment, for predicates and orders. */
export class Moment<S extends Schema> implements ItemView<S> {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get path(): string {
    return this.#state.path;
  }

  get key(): string {
    return this.path.slice(this.path.lastIndexOf("/") + 1);
  }

  get<K extends FieldOf<S>>(field: K): ValuesOf<S>[K] {
    return this.values()[field];
  }

  has(field: FieldOf<S>): boolean {
    return this.get(field) !== undefined;
  }

  values(): ValuesOf<S> {
    return this.#state.values as ValuesOf<S>;
  }
}
