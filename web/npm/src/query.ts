// A live query: its results are kept up to date until it is closed.
import type { WebEngine, WebQuery } from "./engine.js";
import { explained, GoatError } from "./errors.js";
import { type Item, type ItemView, Moment, type State } from "./item.js";
import type { Preview } from "./preview.js";
import { PreviewQuery } from "./preview-query.js";
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

interface Gathered<S extends Schema> {
  added: Set<Item<S>>;
  removed: Set<Item<S>>;
  changed: Set<Item<S>>;
  moved: boolean;
  fields: Set<string>;
}

/** A live query; close it when you no longer look. */
export class Query<S extends Schema = Schema> {
  readonly #owner: QueryOwner;
  readonly #config: QueryConfig<S>;
  readonly #listeners = new Set<(change: QueryChange<S>) => void>();
  readonly #loading: Promise<void>;
  #finishLoading: () => void = () => undefined;
  #filled: Promise<void> = Promise.resolve();
  #loaded = false;
  #live: WebQuery | PreviewQuery | undefined;
  /** What will take its place once it is filled. */
  #next: WebQuery | undefined;
  #results: readonly Item<S>[] | undefined;
  #gathered: Gathered<S> | undefined;

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
    const opened = owner.open(config.source).then(() => this.#filled);
    this.#loading = new Promise((resolve, reject) => {
      this.#finishLoading = resolve;
      opened.then(resolve, reject);
    });
    this.#loading.catch(() => undefined);
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

  /** Whether its results come from what was stored of the repository. */
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
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#owner.forget(this as unknown as Query);
    this.#live = undefined;
    this.#next = undefined;
    this.#results ??= [];
  }

  /** The database tells that an item changed. */
  update(path: string, fields: ReadonlySet<string>): void {
    explained(() => this.#next?.update(path));
    const effect = this.#live ? explained(() => this.#live?.update(path)) : 0;
    if (!effect) return;
    const item = this.#owner.known(path) as unknown as Item<S>;
    if (effect !== CHANGED) this.#results = undefined;
    const change = this.#gather();
    if (effect === ADDED) {
      if (!change.removed.delete(item)) change.added.add(item);
    } else if (effect === REMOVED) {
      if (!change.added.delete(item)) change.removed.add(item);
    } else {
      change.changed.add(item);
      change.moved ||= effect === MOVED;
      for (const field of fields) change.fields.add(field);
    }
  }

  /** The database tells that it knows what its repository holds, before the engine has read it. */
  preview(): void {
    const query = this.#live && this.#previewQuery();
    if (query) this.#swap(query);
  }

  /** The database tells that its repository was opened, or that another engine took over. */
  reload(): Promise<void> {
    if (!this.#live) return Promise.resolve();
    const next = this.#make();
    this.#next = next;
    this.#filled = inSlices(
      () => fill(next, STEP),
      () => next === this.#next,
    ).then((isFilled) => {
      if (isFilled) this.#swap(next);
    });
    // A predicate that throws is the affair of whoever waits for the results, and of the console.
    return this.#filled.catch((error: unknown) => {
      console.error(error);
      this.close();
    });
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
    if (same && wasLoaded) return;
    if (!same) this.#results = now;
    const [was, is] = [new Set(before), new Set(now)];
    const change = this.#gather();
    for (const item of now) if (!was.has(item)) change.added.add(item);
    for (const item of before) if (!is.has(item)) change.removed.add(item);
    change.moved ||= !same;
  }

  /** What happens in one turn is told once, at its end. */
  #gather(): Gathered<S> {
    if (!this.#gathered) {
      this.#gathered = {
        added: new Set(),
        removed: new Set(),
        changed: new Set(),
        moved: false,
        fields: new Set(),
      };
      queueMicrotask(() => {
        const { added, removed, changed, moved, fields } = this.#gather();
        this.#gathered = undefined;
        const change = {
          added: [...added],
          removed: [...removed],
          changed: [...changed].filter((item) => !added.has(item) && !removed.has(item)),
          moved,
          fields,
        };
        for (const listener of [...this.#listeners]) listener(change);
      });
    }
    return this.#gathered;
  }

  #list(): readonly Item<S>[] {
    const paths = (this.#live?.list() ?? []) as string[];
    const items = paths.map((path) => this.#owner.known(path) as unknown as Item<S>);
    return Object.freeze(this.#config.limit === undefined ? items : items.slice(0, this.#config.limit));
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
    while (!fill(query, ALL));
    return query;
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

function fill(query: WebQuery, items: number): boolean {
  return explained(() => query.fill(items));
}
