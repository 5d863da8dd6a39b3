/** A query that stays open as long as a component shows it. */
import type { GoatDB, Item, Query, QueryConfig, Schema } from "../index.js";

/** What `useQuery` returns. */
export interface QueryResults<S extends Schema> {
  /** The items, in order; the same array until membership or order changes, or one of `keys` in a result. */
  readonly results: readonly Item<S>[];
  /** Whether more of the repository is still being read. */
  readonly isLoading: boolean;
}

/** The state of something in the shape `useSyncExternalStore` takes. */
export interface Shown<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => T;
}

/** How long a query waits for the component that rendered it to be on the page. */
const unshownMillis = 1000;

/**
 * A query from the render that first needs it until a moment after nobody shows it any more.
 *
 * React may render without showing, and takes subscriptions away only to bring them back at once (StrictMode). So a query
 * closes by a timer, which a subscription stops, and a subscription opens it again where it was too late.
 */
export class LiveQuery<S extends Schema> {
  readonly #db: GoatDB;
  readonly #config: QueryConfig<S>;
  /** What is shown while this query has nothing to show yet. */
  readonly #before: readonly Item<S>[];
  readonly #views = new Map<string, Shown<QueryResults<S>>>();
  readonly #listeners = new Set<() => void>();
  /** How often each field has changed in a result. */
  readonly #changes = new Map<string, number>();
  #query: Query<S> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(db: GoatDB, config: QueryConfig<S>, before: readonly Item<S>[] = []) {
    this.#db = db;
    this.#config = config;
    this.#before = before;
    this.#open();
    this.#closeAfter(unshownMillis);
  }

  get isOpen(): boolean {
    return this.#query !== undefined;
  }

  get isShown(): boolean {
    return this.#listeners.size > 0;
  }

  results(): readonly Item<S>[] {
    const results = this.#query?.results() ?? [];
    return results.length === 0 && this.#query?.isLoading === true ? this.#before : results;
  }

  /** The results as they look to a component that also watches these fields. */
  view(keys: readonly string[]): Shown<QueryResults<S>> {
    const name = JSON.stringify(keys);
    let view = this.#views.get(name);
    if (view === undefined) {
      view = { subscribe: this.#subscribe, snapshot: this.#snapshots(keys) };
      this.#views.set(name, view);
    }
    return view;
  }

  readonly #subscribe = (listener: () => void): (() => void) => {
    clearTimeout(this.#timer);
    this.#listeners.add(listener);
    if (!this.isOpen) {
      this.#open();
      listener();
    }
    return () => {
      this.#listeners.delete(listener);
      if (!this.isShown) this.#closeAfter(0);
    };
  };

  /** Makes a new snapshot only when something in it changed. */
  #snapshots(keys: readonly string[]): () => QueryResults<S> {
    let found = this.results();
    let changes = this.#changesOf(keys);
    let snapshot: QueryResults<S> = { results: found, isLoading: this.#query?.isLoading ?? false };
    return () => {
      if (this.#query === undefined) return snapshot;
      const { isLoading } = this.#query;
      const results = this.results();
      const changed = this.#changesOf(keys);
      if (results !== found && !areSame(results, found)) snapshot = { results, isLoading };
      else if (changed !== changes) snapshot = { results: [...results], isLoading };
      else if (isLoading !== snapshot.isLoading) snapshot = { results: snapshot.results, isLoading };
      found = results;
      changes = changed;
      return snapshot;
    };
  }

  #changesOf(keys: readonly string[]): number {
    return keys.reduce((sum, key) => sum + (this.#changes.get(key) ?? 0), 0);
  }

  #open(): void {
    this.#query = this.#db.query(this.#config);
    this.#query.onResultsChanged(({ changed, fields }) => {
      if (this.#config.limit === undefined || this.results().some((item) => changed.includes(item))) {
        for (const field of fields) this.#changes.set(field, (this.#changes.get(field) ?? 0) + 1);
      }
      for (const listener of [...this.#listeners]) listener();
    });
  }

  #closeAfter(millis: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#query?.close();
      this.#query = undefined;
    }, millis);
  }
}

/** Whether two lists hold the same, in the same order. */
export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((element, index) => Object.is(element, b[index]));
}
