// The database of a page: its items and queries, what they tell their listeners, and how they are saved.
import type { Edits, Heads } from "./atomic.js";
import { GoatError, toGoatError } from "./errors.js";
import type { RefusedEdit } from "./host.js";
import { type GoatOptions, replicaOptions } from "./goat-options.js";
import type { Item, ItemChange } from "./item.js";
import { newKey } from "./keys.js";
import { Listeners } from "./listeners.js";
import { Query, type QueryConfig, type QueryOwner } from "./query.js";
import { Replica } from "./replica.js";
import { repositoryOf } from "./repositories.js";
import { Shelf } from "./shelf.js";
import { type SyncState, SyncStatus } from "./sync-state.js";
import { type AnyApp, type NewValuesOf, requireCreation, type Schema } from "./schema.js";
import type { UnseenEdits } from "./unseen-edits.js";

const SYNC_MILLIS = 30_000;

/** A database: a whole copy of what this page looks at, edited in memory and kept in step by itself. */
export class GoatDB {
  /** The name of the replica on this device. */
  readonly path: string;
  readonly #replica: Replica;
  readonly #shelf: Shelf;
  readonly #status: SyncStatus;
  readonly #queries = new Set<Query>();
  readonly #queryOwner: QueryOwner;
  readonly #refused: RefusedEdit[] = [];
  readonly #refusalListeners = new Listeners<RefusedEdit>();
  readonly #unseenListeners = new Listeners<UnseenEdits>();
  readonly #statusListeners = new Listeners<void>();
  #ready = false;
  #problem: GoatError | undefined;

  constructor(options: GoatOptions) {
    this.path = options.path ?? "goatdb";
    this.#replica = new Replica(replicaOptions(options, this.path), {
      changed: (path, before, local) => {
        this.#status.soon();
        return this.#shelf.changed(path, before, local, (fields) => {
          this.#tellQueries(path, fields);
        });
      },
      unseen: (path, fields, local) => {
        this.#unseenListeners.tell({ item: this.#shelf.item(path), fields: new Set(fields), local });
      },
      progress: (repository) => {
        this.#shelf.progress(repository);
        this.#status.soon();
      },
      refused: (edit) => {
        this.#refuse(edit);
      },
      previewed: (repository) => {
        for (const query of this.#queriesOf(repository)) query.preview();
      },
      opened: (repository) => {
        void this.#opened(repository);
      },
      link: () => {
        this.#status.show();
      },
      failed: (error) => {
        this.#failed(error);
      },
    });
    this.#ready = options.storage === "memory";
    const replica = this.#replica;
    this.#shelf = new Shelf(options.app, replica);
    this.#status = new SyncStatus(replica, () => ({
      refused: this.#refused.map((edit) => edit.path),
      problem: this.#problem?.message,
    }));
    this.#queryOwner = {
      get engine() {
        return replica.engine;
      },
      isOpen: (repository) => replica.isOpen(repository),
      open: (repository) => replica.repositories.open(repository),
      preview: (repository) => replica.repositories.preview(repository),
      state: (path) => replica.repositories.state(path),
      known: (path) => this.#shelf.item(path),
      forget: (query) => this.#queries.delete(query),
    };
    this.#replica.ready.then(
      () => {
        this.#ready = true;
        this.#statusListeners.tell();
      },
      (error: unknown) => {
        this.#failed(error);
      },
    );
  }

  /** A database that lives as long as the page, without a server: for tests of components. */
  static inMemory(app: AnyApp): GoatDB {
    return new GoatDB({ app, storage: "memory" });
  }

  /** Whether the storage of this device is open. */
  get ready(): boolean {
    return this.#ready;
  }

  /** What keeps the database from working, where something does. */
  get problem(): GoatError | undefined {
    return this.#problem;
  }

  /** Resolves when the storage of this device is open; rejects with a {@link GoatError}. */
  readyPromise(): Promise<void> {
    return this.#replica.ready;
  }

  /** Calls the listener when {@link ready} or {@link problem} changed. */
  onStatus(listener: () => void): () => void {
    return this.#statusListeners.add(listener);
  }

  /** Reads a repository, `/type/repository`, and subscribes to it; `create` and `query` do so by themselves. */
  open(repository: string): Promise<void> {
    return this.#replica.repositories.open(repository);
  }

  /**
   * Creates an item, at once, also before the database is ready.
   *
   * @param path a repository, where the item gets a random key, or an item
   * @throws GoatError `invalid-value` where the item exists or a value does not fit
   */
  create<S extends Schema>(path: string, schema: S, values: NewValuesOf<S>): Item<S> {
    requireCreation(path, schema, values);
    const isItem = path.split("/").length === 4;
    const item = isItem ? path : `${path}/${newKey()}`;
    void this.#replica.repositories.open(repositoryOf(item)).catch(() => undefined);
    this.#shelf.edit(item, (engine) => {
      engine.create(item, schema.name, values);
    });
    return this.#shelf.item(item) as unknown as Item<S>;
  }

  /** The item at a path, deleted or not; nothing while it is not known here, or of another schema. */
  item<S extends Schema = Schema>(path: string, schema?: S): Item<S> | undefined {
    void this.#replica.repositories.open(repositoryOf(path)).catch(() => undefined);
    const item = this.#shelf.item(path);
    const state = item.look();
    const found = state && (schema === undefined || state.schema === schema.name);
    return found ? (item as unknown as Item<S>) : undefined;
  }

  /**
   * Makes edits of several items of one repository count together: on every device all of them are shown, or
   * none. Listeners, queries and hooks learn of them when all are made; where the function throws, none is. Others
   * may edit the same items meanwhile, and all merge as always: this is no lock.
   *
   * With `expecting`, the server refuses all of the edits, as `conflict`, where somebody changed one of these items
   * meanwhile; see {@link onRefused}.
   *
   * @throws GoatError `conflict` where that is known here already; `invalid-value` for items of several
   *   repositories, a repository that is not open yet, or a function that is async; `limit-exceeded` for more than
   *   1,024 items or 512 KiB. Nothing is changed then; but what follows the first `await` of an async function still
   *   runs, as plain edits
   */
  atomically<T>(edits: Edits<T>, options: { readonly expecting?: Heads } = {}): T {
    return this.#shelf.atomically(edits, options.expecting ?? "", (path) => {
      this.#tellQueries(path);
    });
  }

  /**
   * How items are now, to be expected later. One that does not exist must still not exist then, so a name can be
   * claimed by creating it.
   *
   * @param paths of items of one repository, which must be open
   */
  heads(...paths: string[]): Heads {
    return paths.map((path) => this.#shelf.heads(path)).join("") as Heads;
  }

  /** Calls the listener whenever an item changed, also when it appears. */
  onItem(path: string, listener: (change: ItemChange) => void): () => void {
    void this.#replica.repositories.open(repositoryOf(path)).catch(() => undefined);
    return this.#shelf.watch(path, listener);
  }

  /** A live query over a repository. */
  query<S extends Schema>(config: QueryConfig<S>): Query<S> {
    const query = new Query<S>(this.#queryOwner, config);
    this.#queries.add(query as unknown as Query);
    return query;
  }

  /** Resolves when everything is durable on this device. */
  flush(): Promise<void> {
    return this.#replica.settle(false, SYNC_MILLIS);
  }

  /**
   * Resolves when everything here is durable on the server, and everything there is here.
   *
   * @throws GoatError `unreachable` where that takes longer than 30 seconds, or the time given
   */
  sync(options: { readonly timeoutMillis?: number } = {}): Promise<void> {
    return this.#replica.settle(true, options.timeoutMillis ?? SYNC_MILLIS);
  }

  /** Whether the server is connected and has certified this session. */
  get isOnline(): boolean {
    return this.#replica.link.connection === "online";
  }

  /** Goes offline, or back online, with all tabs of this replica; edits go on in both. */
  setOnline(wanted: boolean): void {
    this.#replica.setOnline(wanted);
  }

  /** How far the edits of all open repositories, or of one, have got; the same object until it changes. */
  syncState(repository?: string): SyncState {
    return repository === undefined ? this.#status.now() : this.#status.of(repository);
  }

  onSyncState(listener: (state: SyncState) => void): () => void {
    return this.#status.listeners.add(listener);
  }

  /** The edits that the server refused since the page was opened, oldest first. */
  refused(): readonly RefusedEdit[] {
    return this.#refused;
  }

  onRefused(listener: (edit: RefusedEdit) => void): () => void {
    return this.#refusalListeners.add(listener);
  }

  /**
   * Calls the listener whenever an item turns out to be deleted by somebody who had not seen edits of it, and who
   * edited it did not know; {@link UnseenEdits} says where that is told.
   */
  onDeletedWithUnseenEdits(listener: (edits: UnseenEdits) => void): () => void {
    return this.#unseenListeners.add(listener);
  }

  /** How many queries are open: one that grows tells of queries that nobody closes. */
  get openQueries(): number {
    return this.#queries.size;
  }

  /** Two digests of a repository, of its commits and of what is shown: equal on replicas that agree. */
  digests(repository: string): string {
    return this.#replica.engine.digests(repository);
  }

  /** Makes what is left durable, and closes; items and queries are of no use afterwards. */
  async close(): Promise<void> {
    await this.#replica.ready.catch(() => undefined);
    await this.#replica.close();
  }

  #queriesOf(repository: string): Query[] {
    return [...this.#queries].filter((query) => query.source === repository);
  }

  #previewed(repository: string): Query | undefined {
    return this.#queriesOf(repository).find((query) => query.isPreviewed);
  }

  /** The engine has read a repository, and its queries take the place of what showed it until now. */
  async #opened(repository: string): Promise<void> {
    await this.#shelf.opened(repository);
    this.#status.show();
    // One after another, for each begins with some milliseconds of work.
    for (const query of this.#queriesOf(repository)) await query.reload();
    for (let query; (query = this.#previewed(repository));) await query.reload();
    this.#replica.repositories.dropPreview(repository);
    this.#shelf.progress(repository);
  }

  #tellQueries(path: string, fields?: ReadonlySet<string>): void {
    for (const query of this.#queriesOf(repositoryOf(path))) query.update(path, fields);
  }

  #refuse(edit: RefusedEdit): void {
    this.#refused.push(edit);
    this.#refusalListeners.tell(edit);
    this.#shelf.refused(edit);
    this.#status.show();
  }

  #failed(thrown: unknown): void {
    const error = toGoatError(thrown);
    this.#problem =
      error instanceof GoatError
        ? error
        : new GoatError("bug", `GoatDB has a bug: ${String(error)}.`, "Please report it.");
    console.error(error);
    this.#statusListeners.tell();
    this.#status.show();
  }
}
