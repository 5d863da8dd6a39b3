// A live query: its results are kept up to date until it is closed.
import type { WebEngine, WebQuery } from "./engine.js";
import { explained, GoatError } from "./errors.js";
import type { Item, ItemView, State } from "./item.js";
import { Moment } from "./moment.js";
import { isolated } from "./listeners.js";
import type { Preview } from "./preview.js";
import { PreviewQuery } from "./preview-query.js";
import { type QueryChange, QueryChanges } from "./query-changes.js";
import type { FieldOf, Schema } from "./schema.js";
import { inSlices } from "./slices.js";

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

/** What queries ask of their database. */
export interface QueryOwner {
  readonly engine: WebEngine;
  isOpen(repository: string): boolean;
  open(repository: string): Promise<void>;
  /** What was stored of a repository, where it must still be asked instead of the engine. */
  preview(repository: string): Preview | undefined;
  /** What is shown of an item. */
  state(path: string): State | undefined;
  known(path: string): Item;
  forget(query: Query): void;
}

/** How many items are looked at in a step: some tenths of a millisecond. */
const STEP = 20;
const ALL = 0x7fffffff;

const ADDED = 1;
const REMOVED = 2;
const CHANGED = 3;
const MOVED = 4;

/** A live query; close it when you no longer look. */
export class Query<S extends Schema = Schema> {
  readonly #owner: QueryOwner;
  readonly #config: QueryConfig<S>;
  readonly #changes = new QueryChanges<S>();
  readonly #loading: Promise<void>;
  #finishLoading: () => void = () => undefined;
  #failLoading: (error: Error) => void = () => undefined;
  /** What the predicate or the order of the application threw. */
  #thrown: { readonly error: unknown } | undefined;
  #loaded = false;
  #live: WebQuery | PreviewQuery | undefined;
  /** What will take its place once it is filled. */
  #next: WebQuery | undefined;
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
    if (typeof config.source !== "string") {
      throw new GoatError(
        "invalid-value",
        "A query has no source.",
        "Name a repository: { source: '/data/todos' }.",
      );
    }
    this.#owner = owner;
    this.#config = config;
    this.#loading = new Promise((resolve, reject) => {
      this.#finishLoading = resolve;
      this.#failLoading = reject;
    });
    this.#loading.catch(() => undefined);
    owner.open(config.source).catch(this.#failLoading);
    this.#live = this.#previewQuery() ?? this.#filledQuery();
    this.#loaded = this.isPreviewed || owner.isOpen(config.source);
    if (this.#loaded) this.#finishLoading();
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

  /** Whether its results come from what was stored of the repository. @internal */
  get isPreviewed(): boolean {
    return this.#live instanceof PreviewQuery;
  }

  /** Whether the repository is still being read from this device. */
  get isLoading(): boolean {
    return !this.#loaded;
  }

  /** Resolves when the repository is read; rejects where it cannot be. */
  loadingFinished(): Promise<void> {
    return this.#loading;
  }

  /** Calls the listener, once per turn of the event loop, when results or items among them changed. */
  onResultsChanged(listener: (change: QueryChange<S>) => void): () => void {
    return this.#changes.listeners.add(listener);
  }

  close(): void {
    this.#changes.close();
    this.#owner.forget(this as unknown as Query);
    this.#live = undefined;
    this.#next = undefined;
    this.#results ??= [];
    this.#finishLoading();
  }

  /** The database tells that an item changed, or without fields that edits of it were taken back. @internal */
  update(path: string, fields?: ReadonlySet<string>): void {
    isolated(() => {
      this.#update(path, fields);
    });
  }

  #update(path: string, fields: ReadonlySet<string> | undefined): void {
    const before = this.#config.limit === undefined ? undefined : this.results();
    this.#ask(() => this.#next?.update(path));
    const effect = this.#ask(() => this.#live?.update(path)) ?? 0;
    if (!effect || (effect === CHANGED && !fields)) return;
    const item = this.#owner.known(path) as unknown as Item<S>;
    if (effect !== CHANGED) this.#results = undefined;
    if (effect === CHANGED || effect === MOVED) {
      if (this.#config.limit === undefined || this.results().includes(item)) {
        this.#changes.changed(item, fields ?? []);
      }
    }
    if (effect === CHANGED) return;
    if (before) this.#changes.between(before, this.results());
    else if (effect === ADDED) this.#changes.came(item);
    else if (effect === REMOVED) this.#changes.went(item);
    else this.#changes.moved();
  }

  /** Asks the engine; what the application's functions threw meanwhile is thrown as it was. */
  #ask<T>(question: () => T): T {
    const answer = explained(question);
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown) throw thrown.error;
    return answer;
  }

  /** A function of the application that the engine calls: it gives something harmless where it throws. */
  #guarded<A extends unknown[], R>(act: (...args: A) => R, otherwise: R): (...args: A) => R {
    return (...args) => {
      try {
        return act(...args);
      } catch (error) {
        this.#thrown ??= { error };
        return otherwise;
      }
    };
  }

  /** The database tells that it knows what its repository holds, before the engine has read it. @internal */
  preview(): void {
    const query = this.#live && this.#previewQuery();
    if (query) this.#swap(query);
  }

  /**
   * The database tells that its repository was opened, or that another engine took over. Resolves when that is done;
   * what the application's functions throw goes to whoever waits for the results, and to the console. @internal
   */
  async reload(): Promise<void> {
    if (!this.#live) return;
    try {
      const next = this.#make();
      this.#next = next;
      const isFilled = await inSlices(
        () => this.#ask(() => next.fill(STEP)),
        () => next === this.#next,
      );
      if (isFilled) this.#swap(next);
    } catch (error) {
      console.error(error);
      this.#failLoading(error instanceof Error ? error : new Error(String(error)));
      this.close();
    }
  }

  /** A query over what is there now takes the place of the one before. */
  #swap(next: WebQuery | PreviewQuery): void {
    const before = this.results();
    const wasLoaded = this.#loaded;
    this.#live = next;
    this.#next = undefined;
    this.#loaded = this.isPreviewed || this.#owner.isOpen(this.source);
    if (this.#loaded) this.#finishLoading();
    const now = this.#list();
    const same = before.length === now.length && before.every((item, index) => item === now[index]);
    if (!same) this.#results = now;
    if (!wasLoaded) this.#changes.soon();
    this.#changes.between(before, now);
  }

  #list(): readonly Item<S>[] {
    const paths = (this.#live?.list() ?? []) as string[];
    const wanted = paths.slice(0, this.#config.limit);
    return Object.freeze(wanted.map((path) => this.#owner.known(path) as unknown as Item<S>));
  }

  /**
   * Over what was stored; nothing where nothing was, or the engine alone knows the order. What a predicate throws here,
   * it throws in the engine's query as well, which tells of it.
   */
  #previewQuery(): PreviewQuery | undefined {
    const preview = this.#owner.preview(this.source);
    if (!preview) return undefined;
    try {
      return new PreviewQuery(preview, (path) => this.#owner.state(path), this.#config as QueryConfig);
    } catch {
      return undefined;
    }
  }

  #filledQuery(): WebQuery {
    const query = this.#make();
    while (!this.#ask(() => query.fill(ALL)));
    return query;
  }

  #make(): WebQuery {
    const { source, schema, predicate, sortBy, sortDescending } = this.#config;
    const view = (state: unknown) => new Moment<S>(state as State);
    return explained(() =>
      this.#owner.engine.query(
        source,
        schema?.name ?? null,
        predicate ? this.#guarded((state) => predicate(view(state)), false) : null,
        typeof sortBy === "string" ? sortBy : null,
        typeof sortBy === "function" ? this.#guarded((a, b) => sortBy(view(a), view(b)), 0) : null,
        sortDescending ?? false,
      ),
    );
  }
}
