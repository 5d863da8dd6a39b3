// The items that a page has looked at, and who watches them.
import { requireMade } from "./atomic.js";
import { begin, end, heads, type WebEngine } from "./engine.js";
import { explained, GoatError } from "./errors.js";
import type { RefusedEdit } from "./host.js";
import { difference, Item, type ItemChange, type ItemOwner, type Saved } from "./item.js";
import { Listeners } from "./listeners.js";
import type { Replica } from "./replica.js";
import { repositoryOf } from "./repositories.js";
import type { AnyApp, Schema } from "./schema.js";
import { inSlices } from "./slices.js";

const NO_FIELDS: ReadonlySet<string> = new Set();

/** One object for every path, and its watchers. */
export class Shelf {
  readonly #app: AnyApp;
  readonly #replica: Replica;
  readonly #owner: ItemOwner;
  readonly #items = new Map<string, Item>();
  readonly #watchers = new Map<string, Listeners<ItemChange>>();
  readonly #savedBefore = new Map<string, Saved>();
  readonly #refusals = new Map<string, RefusedEdit>();
  #atomic: Set<string> | undefined;

  constructor(app: AnyApp, replica: Replica) {
    this.#app = app;
    this.#replica = replica;
    this.#owner = {
      edit: (path, action) => {
        this.edit(path, action);
      },
      ask: (question, path) => {
        replica.repositories.finish(repositoryOf(path));
        return explained(() => question(replica.engine));
      },
      state: (path) => replica.repositories.state(path),
      saved: (path) => replica.repositories.saved(path),
      schemaOf: (name) => this.#schema(name),
      watch: (path, listener) => this.watch(path, listener),
      refusalOf: (path) => this.#refusals.get(path),
    };
  }

  /** Changes an item. */
  edit(path: string, action: (engine: WebEngine) => void): void {
    this.#replica.edit(path, action);
    if (this.#atomic) {
      this.#atomic.add(path);
      this.item(path).stale();
    }
  }

  /** Makes edits that count all together or not at all; `expected` holds heads, `tellQueries` is for what is taken back. */
  atomically<T>(edits: () => T, expected: string, tellQueries: (path: string) => void): T {
    this.#replica.call((engine) => {
      begin(engine, expected);
    });
    this.#atomic = new Set();
    let whole = false;
    try {
      const result = edits();
      requireMade(result);
      whole = true;
      return result;
    } finally {
      const touched = this.#atomic;
      this.#atomic = undefined;
      this.#replica.call((engine) => {
        this.#end(engine, whole, touched, tellQueries);
      });
    }
  }

  /** What was seen of the edits meanwhile is forgotten before anybody is told anything. */
  #end(engine: WebEngine, whole: boolean, touched: Set<string>, tellQueries: (path: string) => void): void {
    let done = false;
    try {
      end(engine, whole);
      done = whole;
    } finally {
      for (const path of touched) this.item(path).stale();
      if (!done) touched.forEach(tellQueries);
    }
  }

  /** How an item is now, to be expected later. */
  heads(path: string): string {
    return this.#owner.ask((engine) => heads(engine, path), path);
  }

  item(path: string): Item {
    let item = this.#items.get(path);
    if (!item) {
      item = new Item(this.#owner, path);
      this.#items.set(path, item);
    }
    return item;
  }

  watch(path: string, listener: (change: ItemChange) => void): () => void {
    let watchers = this.#watchers.get(path);
    if (!watchers) {
      watchers = new Listeners();
      this.#watchers.set(path, watchers);
      const item = this.item(path);
      if (item.look()) this.#savedBefore.set(path, item.saved);
    }
    const remove = watchers.add(listener);
    return () => {
      remove();
      if (watchers.size === 0 && this.#watchers.get(path) === watchers) {
        this.#watchers.delete(path);
        this.#savedBefore.delete(path);
      }
    };
  }

  /** What is shown of an item changed; gives what tells its watchers. */
  changed(
    path: string,
    before: Readonly<Record<string, unknown>> | undefined,
    local: boolean,
    tellQueries: (fields: ReadonlySet<string>) => void,
  ): () => void {
    const known = this.#items.get(path);
    const was = known?.seen;
    const now = known ? known.refresh() : this.#replica.repositories.state(path);
    const fields = difference(was?.values ?? before, now?.values);
    tellQueries(fields);
    return () => {
      if (local) this.#refusals.delete(path);
      this.#tell(path, fields, local, was?.deleted);
    };
  }

  /** Commits became safe, came in or were receipted: only what somebody looks at is asked about. */
  progress(repository: string): void {
    for (const path of [...this.#watchers.keys()]) {
      // What is on the server stays there; an edit is told by itself.
      const isDone = this.#savedBefore.get(path) === "server";
      if (!isDone && repositoryOf(path) === repository) this.#tellSaved(path);
    }
  }

  /** A repository was opened, or another engine took over: what somebody has looked at is looked up again, in slices. */
  async opened(repository: string): Promise<void> {
    const items = [...this.#items.values()].filter(
      (item) => item.repository === repository && (item.seen ?? this.#watchers.has(item.path)),
    );
    const step = () => {
      const item = items.pop();
      if (!item) return true;
      const before = item.seen;
      const now = item.refresh();
      this.#tell(item.path, difference(before?.values, now?.values), false, before?.deleted);
      return items.length === 0;
    };
    await inSlices(step, () => true);
  }

  refused(edit: RefusedEdit): void {
    this.#refusals.set(edit.path, edit);
    this.#tellSaved(edit.path);
  }

  #tellSaved(path: string): void {
    this.#tell(path, NO_FIELDS, false, this.#items.get(path)?.look()?.deleted);
  }

  #tell(path: string, fields: ReadonlySet<string>, local: boolean, wasDeleted: boolean | undefined): void {
    const watchers = this.#watchers.get(path);
    if (!watchers) return;
    const item = this.item(path);
    const state = item.look();
    const now = state ? item.saved : undefined;
    const saved = now !== this.#savedBefore.get(path);
    if (now) this.#savedBefore.set(path, now);
    const deleted = state?.deleted ?? true;
    if (fields.size === 0 && !saved && deleted === wasDeleted) return;
    watchers.tell({ item, fields, local, deleted, saved });
  }

  #schema(name: string): Schema {
    const schema = this.#app[name];
    if (!schema) {
      throw new GoatError("not-found", `The schema '${name}' is unknown here.`, "Add it to goat.json.");
    }
    return schema;
  }
}
