// A live query: its results are kept up to date until it is closed.
import type { WebEngine, WebQuery } from "./engine.js";
import { explained, GoatError } from "./errors.js";
import { type Item, type ItemView, Moment, type State } from "./item.js";
import type { FieldOf, Schema } from "./schema.js";

/** What a query is made of. */
export interface QueryConfig<S extends Schema = Schema> {
  /** The repository, `/type/repository`. */
  readonly source: string;
  /** Only items of this schema. */
  readonly schema?: S | undefined;
  /** Only items for which this is true; it must depend on the item alone. */
  readonly predicate?: ((item: ItemView<S>) => boolean) | undefined;
  /** A field, smallest first and items without a value last, or a comparison; by key where left out. */
  readonly sortBy?: FieldOf<S> | ((a: ItemView<S>, b: ItemView<S>) => number) | undefined;
  /** Turns the order around. */
  readonly sortDescending?: boolean | undefined;
  /** Only so many, from the first on. */
  readonly limit?: number | undefined;
}

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

/** What queries ask of their database. */
export interface QueryOwner {
  readonly engine: WebEngine;
  isOpen(repository: string): boolean;
  open(repository: string): Promise<void>;
  known(path: string): Item;
  forget(query: Query): void;
}

const ADDED = 1;
const REMOVED = 2;
const CHANGED = 3;
const MOVED = 4;
const NO_FIELDS: ReadonlySet<string> = new Set();

/** A live query; close it when you no longer look. */
export class Query<S extends Schema = Schema> {
  readonly #owner: QueryOwner;
  readonly #config: QueryConfig<S>;
  readonly #listeners = new Set<(change: QueryChange<S>) => void>();
  readonly #loading: Promise<void>;
  #loaded = false;
  #live: WebQuery | undefined;
  #results: readonly Item<S>[] | undefined;

  /** Queries come from `db.query`. */
  constructor(owner: QueryOwner, config: QueryConfig<S>) {
    if (typeof config.predicate === "string") {
      throw new GoatError(
        "invalid-value",
        "A predicate written as a text is not understood yet.",
        "Give a function.",
      );
    }
    this.#owner = owner;
    this.#config = config;
    this.#loaded = owner.isOpen(config.source);
    this.#loading = owner.open(config.source);
    this.#loading.catch(() => undefined);
    this.#live = this.#make();
  }

  /** The repository it looks into. */
  get source(): string {
    return this.#config.source;
  }

  /** The matching items in order; the same array until membership or order change. */
  results(): readonly Item<S>[] {
    this.#results ??= this.#list();
    return this.#results;
  }

  get count(): number {
    return this.results().length;
  }

  /** Whether the repository is still being read from this device. */
  get isLoading(): boolean {
    return !this.#loaded;
  }

  /** Resolves when the repository is read; rejects where it cannot be. */
  loadingFinished(): Promise<void> {
    return this.#loading;
  }

  /** Calls the listener whenever the results, or items among them, changed. */
  onResultsChanged(listener: (change: QueryChange<S>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#owner.forget(this as unknown as Query);
    this.#live = undefined;
    this.#results ??= [];
  }

  /** The database tells that an item changed. */
  update(path: string, fields: ReadonlySet<string>): void {
    const effect = this.#live ? explained(() => this.#live?.update(path)) : 0;
    if (!effect) return;
    const item = [this.#owner.known(path) as unknown as Item<S>];
    if (effect !== CHANGED) this.#results = undefined;
    this.#tell({
      added: effect === ADDED ? item : [],
      removed: effect === REMOVED ? item : [],
      changed: effect === CHANGED || effect === MOVED ? item : [],
      moved: effect === MOVED,
      fields: effect === CHANGED || effect === MOVED ? fields : NO_FIELDS,
    });
  }

  /** The database tells that its repository was opened, or that another engine took over. */
  reload(): void {
    if (!this.#live) return;
    const before = this.results();
    this.#loaded = this.#owner.isOpen(this.source);
    this.#live = this.#make();
    const now = this.#list();
    const same = before.length === now.length && before.every((item, index) => item === now[index]);
    if (!same) this.#results = now;
    const [was, is] = [new Set(before), new Set(now)];
    this.#tell({
      added: now.filter((item) => !was.has(item)),
      removed: before.filter((item) => !is.has(item)),
      changed: [],
      moved: !same,
      fields: NO_FIELDS,
    });
  }

  #tell(change: QueryChange<S>): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #list(): readonly Item<S>[] {
    const paths = (this.#live?.list() ?? []) as string[];
    const items = paths.map((path) => this.#owner.known(path) as unknown as Item<S>);
    return Object.freeze(this.#config.limit === undefined ? items : items.slice(0, this.#config.limit));
  }

  #make(): WebQuery {
    const { source, schema, predicate, sortBy, sortDescending } = this.#config;
    const view = (state: unknown) => new Moment<S>(state as State);
    return explained(() =>
      this.#owner.engine.query(
        source,
        schema?.name ?? null,
        predicate ? (state) => predicate(view(state)) : null,
        typeof sortBy === "string" ? sortBy : null,
        typeof sortBy === "function" ? (a, b) => sortBy(view(a), view(b)) : null,
        sortDescending ?? false,
      ),
    );
  }
}
