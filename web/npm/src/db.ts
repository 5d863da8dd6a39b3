// The database of a page: its items and queries, what they tell their listeners, and how they are saved.
import { GoatError, toGoatError } from "./errors.js";
import type { RefusedEdit } from "./host.js";
import { difference, Item, type ItemChange, type Saved, type State } from "./item.js";
import { Query, type QueryConfig, type QueryOwner } from "./query.js";
import { Replica } from "./replica.js";
import { type AnyApp, definitionOf, type NewValuesOf, type Schema } from "./schema.js";

const SYNC_MILLIS = 30_000;
const COMMITS_PER_SECOND = 3;
const KEY_DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
const KEY_LENGTH = 26;

/** How a database is opened. */
export interface GoatOptions {
  /** The name of the replica on this device; `goatdb` where left out. Tabs with one name share it. */
  readonly path?: string;
  /** The server: an http(s) or ws(s) address such as `location.origin`. None: a database of its own. */
  readonly peers?: string;
  /** The schemas, from `goat types`. */
  readonly app: AnyApp;
  /** How many commits of one item are made per second at the most, 1 to 1000; 3 where left out. */
  readonly commitsPerSecond?: number;
  /** `device` (the default) keeps it in OPFS; `memory` until the page is closed. */
  readonly storage?: "device" | "memory";
}

/** What stands between this replica and its server. */
export interface SyncState {
  readonly connection: "online" | "connecting" | "offline";
  /** Why it is offline: on purpose, for want of a network, or because no server is named. */
  readonly offline: "wanted" | "network" | "alone" | undefined;
  /** How many commits here have no receipt of the server yet. */
  readonly pending: number;
  /** How many edits the server refused since the page was opened. */
  readonly refused: number;
  /** A sentence for people where something stands in the way. */
  readonly problem: string | undefined;
}

/** A database: a whole copy of what this page looks at, edited in memory and kept in step by itself. */
export class GoatDB {
  /** The name of the replica on this device. */
  readonly path: string;
  readonly #app: AnyApp;
  readonly #replica: Replica;
  readonly #items = new Map<string, Item>();
  readonly #watchers = new Map<string, Set<(change: ItemChange) => void>>();
  readonly #savedBefore = new Map<string, Saved>();
  readonly #queries = new Set<Query>();
  readonly #queryOwner: QueryOwner;
  readonly #refused: RefusedEdit[] = [];
  readonly #refusals = new Map<string, RefusedEdit>();
  readonly #refusalListeners = new Set<(edit: RefusedEdit) => void>();
  readonly #stateListeners = new Set<(state: SyncState) => void>();
  readonly #statusListeners = new Set<() => void>();
  #state: SyncState | undefined;
  #stateDue = false;
  #ready = false;
  #problem: GoatError | undefined;

  constructor(options: GoatOptions) {
    const commitsPerSecond = options.commitsPerSecond ?? COMMITS_PER_SECOND;
    if (!(commitsPerSecond >= 1 && commitsPerSecond <= 1000)) {
      throw new GoatError("invalid-value", "commitsPerSecond is out of range.", "Use 1 to 1000.");
    }
    const definition = definitionOf(options.app);
    this.path = options.path ?? "goatdb";
    this.#app = options.app;
    this.#replica = new Replica(
      {
        path: this.path,
        storage: options.storage ?? "device",
        peers: options.peers,
        definition: JSON.stringify(definition),
        rootKey: rootKey(definition.organisation?.root),
        commitsPerSecond,
      },
      {
        changed: (path, before, local) => {
          this.#changed(path, before, local);
        },
        progress: (repository) => {
          this.#progress(repository);
        },
        refused: (edit) => {
          this.#refuse(edit);
        },
        opened: (repository) => {
          this.#opened(repository);
        },
        link: () => {
          this.#showState();
        },
        failed: (error) => {
          this.#failed(error);
        },
      },
    );
    this.#ready = options.storage === "memory";
    const replica = this.#replica;
    this.#queryOwner = {
      get engine() {
        return replica.engine;
      },
      isOpen: (repository) => replica.isOpen(repository),
      open: (repository) => replica.open(repository),
      known: (path) => this.#item(path),
      forget: (query) => this.#queries.delete(query),
    };
    this.#replica.ready.then(
      () => {
        this.#ready = true;
        this.#tellStatus();
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
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Reads a repository, `/type/repository`, and subscribes to it; `create` and `query` do so by themselves. */
  open(repository: string): Promise<void> {
    return this.#replica.open(repository);
  }

  /**
   * Creates an item, at once, also before the database is ready.
   *
   * @param path a repository, where the item gets a random key, or an item
   * @throws GoatError `invalid-value` where the item exists or a value does not fit
   */
  create<S extends Schema>(path: string, schema: S, values: NewValuesOf<S>): Item<S> {
    const isItem = path.split("/").length === 4;
    const item = isItem ? path : `${path}/${newKey()}`;
    void this.#replica.open(repositoryOf(item)).catch(() => undefined);
    this.#replica.call((engine) => {
      engine.create(item, schema.name, values);
    });
    return this.#item(item) as unknown as Item<S>;
  }

  /** The item at a path, deleted or not; nothing while it is not known here, or of another schema. */
  item<S extends Schema = Schema>(path: string, schema?: S): Item<S> | undefined {
    void this.#replica.open(repositoryOf(path)).catch(() => undefined);
    const item = this.#item(path);
    const state = item.look();
    const found = state && (schema === undefined || state.schema === schema.name);
    return found ? (item as unknown as Item<S>) : undefined;
  }

  /** Calls the listener whenever an item changed, also when it appears. */
  onItem(path: string, listener: (change: ItemChange) => void): () => void {
    return this.#watch(path, listener);
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

  /** What stands between this replica and its server; the same object until it changes. */
  syncState(): SyncState {
    this.#state ??= this.#computeState();
    return this.#state;
  }

  onSyncState(listener: (state: SyncState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** The edits that the server refused since the page was opened, oldest first. */
  refused(): readonly RefusedEdit[] {
    return this.#refused;
  }

  onRefused(listener: (edit: RefusedEdit) => void): () => void {
    this.#refusalListeners.add(listener);
    return () => this.#refusalListeners.delete(listener);
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

  #item(path: string): Item {
    let item = this.#items.get(path);
    if (!item) {
      const replica = this.#replica;
      item = new Item(
        {
          call: (action) => replica.call(action),
          get engine() {
            return replica.engine;
          },
          schemaOf: (name) => this.#schema(name),
          watch: (at, listener) => this.#watch(at, listener),
          refusalOf: (at) => this.#refusals.get(at),
        },
        path,
      );
      this.#items.set(path, item);
    }
    return item;
  }

  #schema(name: string): Schema {
    const schema = this.#app[name];
    if (!schema) {
      throw new GoatError("not-found", `The schema '${name}' is unknown here.`, "Add it to goat.json.");
    }
    return schema;
  }

  #watch(path: string, listener: (change: ItemChange) => void): () => void {
    let watchers = this.#watchers.get(path);
    if (!watchers) {
      watchers = new Set();
      this.#watchers.set(path, watchers);
      const item = this.#item(path);
      if (item.look()) this.#savedBefore.set(path, item.saved);
    }
    watchers.add(listener);
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0 && this.#watchers.get(path) === watchers) {
        this.#watchers.delete(path);
        this.#savedBefore.delete(path);
      }
    };
  }

  /** What is shown of an item changed. */
  #changed(path: string, before: Readonly<Record<string, unknown>> | undefined, local: boolean): void {
    const known = this.#items.get(path);
    const was = known?.look()?.values ?? before;
    const wasDeleted = known?.look()?.deleted;
    const now = known ? known.refresh() : undefined;
    if (local) this.#refusals.delete(path);
    const state = now ?? ((this.#replica.engine.state(path) ?? undefined) as State | undefined);
    const fields = difference(was, state?.values);
    const repository = repositoryOf(path);
    for (const query of [...this.#queries]) {
      if (query.source === repository) query.update(path, fields);
    }
    if (this.#watchers.has(path)) this.#tell(path, fields, local, wasDeleted);
    this.#stateSoon();
  }

  #tell(path: string, fields: ReadonlySet<string>, local: boolean, wasDeleted: boolean | undefined): void {
    const item = this.#item(path);
    const state = item.look();
    const saved = state ? item.saved : undefined;
    const savedChanged = saved !== this.#savedBefore.get(path);
    if (saved) this.#savedBefore.set(path, saved);
    const deleted = state?.deleted ?? true;
    if (fields.size === 0 && !savedChanged && deleted === wasDeleted) return;
    const change = { item, fields, local, deleted, saved: savedChanged };
    for (const watcher of [...(this.#watchers.get(path) ?? [])]) watcher(change);
  }

  /** Commits became safe, came in or were receipted: only what somebody looks at is asked about. */
  #progress(repository: string): void {
    for (const path of [...this.#watchers.keys()]) {
      if (repositoryOf(path) === repository) {
        this.#tell(path, NO_FIELDS, false, this.#items.get(path)?.look()?.deleted);
      }
    }
    this.#stateSoon();
  }

  #opened(repository: string): void {
    for (const [path, item] of [...this.#items]) {
      if (repositoryOf(path) !== repository) continue;
      const before = item.look();
      const now = item.refresh();
      if (this.#watchers.has(path)) {
        this.#tell(path, difference(before?.values, now?.values), false, before?.deleted);
      }
    }
    for (const query of [...this.#queries]) if (query.source === repository) query.reload();
    this.#showState();
  }

  #refuse(edit: RefusedEdit): void {
    this.#refused.push(edit);
    this.#refusals.set(edit.path, edit);
    for (const listener of [...this.#refusalListeners]) listener(edit);
    this.#tell(edit.path, NO_FIELDS, false, this.#items.get(edit.path)?.look()?.deleted);
    this.#showState();
  }

  #failed(thrown: unknown): void {
    const error = toGoatError(thrown);
    this.#problem =
      error instanceof GoatError
        ? error
        : new GoatError("bug", `GoatDB has a bug: ${String(error)}.`, "Please report it.");
    console.error(error);
    this.#tellStatus();
    this.#showState();
  }

  #tellStatus(): void {
    for (const listener of [...this.#statusListeners]) listener();
  }

  /** Counting costs something, so a burst of changes is counted once. */
  #stateSoon(): void {
    if (this.#stateDue) return;
    this.#stateDue = true;
    queueMicrotask(() => {
      this.#stateDue = false;
      this.#showState();
    });
  }

  #showState(): void {
    const before = this.#state;
    const now = this.#computeState();
    const same =
      before !== undefined &&
      (Object.keys(now) as (keyof SyncState)[]).every((key) => before[key] === now[key]);
    if (same) return;
    this.#state = now;
    for (const listener of [...this.#stateListeners]) listener(now);
  }

  #computeState(): SyncState {
    const { connection, offline, problem } = this.#replica.link;
    let pending = 0;
    for (const repository of this.#replica.repositories) {
      pending += this.#replica.engine.unreceipted(repository);
    }
    return Object.freeze({
      connection,
      offline,
      pending,
      refused: this.#refused.length,
      problem: this.#problem?.message ?? problem,
    });
  }
}

const NO_FIELDS: ReadonlySet<string> = new Set();

function repositoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A random key of 130 bits in the digits of base32. */
function newKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(KEY_LENGTH));
  return Array.from(random, (byte) => KEY_DIGITS[byte & 31]).join("");
}

function rootKey(text: string | undefined): Int8Array | undefined {
  if (text === undefined) return undefined;
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Int8Array.from(bytes, (byte) => byte.charCodeAt(0));
}
