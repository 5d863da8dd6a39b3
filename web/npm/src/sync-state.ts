// What stands between a replica and its server, counted for people.
import { Listeners } from "./listeners.js";
import type { Replica } from "./replica.js";

/** What stands between this replica and its server, and how far its edits have got. */
export interface SyncState {
  readonly connection: "online" | "connecting" | "offline";
  /** Why it is offline: on purpose, for want of a network, or because no server is named. */
  readonly offline: "wanted" | "network" | "alone" | undefined;
  /** How many edits the server has not confirmed. */
  readonly pending: number;
  /** How many of these are durable on this device; the others are still in memory. */
  readonly here: number;
  /** How many edits are durable on the server, those of others included, as far as repositories are read. */
  readonly server: number;
  /** How many edits the server refused since the page was opened. */
  readonly refused: number;
  /** A sentence for people where something stands in the way. */
  readonly problem: string | undefined;
}

/** What the engine does not know of. */
export interface Circumstances {
  /** The paths of the items of which an edit was refused, one for each edit. */
  refused: readonly string[];
  problem: string | undefined;
}

/** The state of the moment; the same object until it changes. */
export class SyncStatus {
  readonly listeners: Listeners<SyncState> = new Listeners<SyncState>();
  readonly #replica: Replica;
  readonly #more: () => Circumstances;
  #state: SyncState | undefined;
  #due = false;

  constructor(replica: Replica, more: () => Circumstances) {
    this.#replica = replica;
    this.#more = more;
  }

  now(): SyncState {
    this.#state ??= this.#count(this.#replica.repositories.paths, "");
    return this.#state;
  }

  /** The same for one repository. */
  of(repository: string): SyncState {
    return this.#count([repository], `${repository}/`);
  }

  /** Counting costs something, so a burst of changes is counted once. */
  soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.show();
    });
  }

  /** Tells the listeners, where anything is different. */
  show(): void {
    const before = this.#state;
    const now = this.#count(this.#replica.repositories.paths, "");
    const keys = Object.keys(now) as (keyof SyncState)[];
    if (before && keys.every((key) => before[key] === now[key])) return;
    this.#state = now;
    this.listeners.tell(now);
  }

  /** @param within how the paths of refused edits begin that count */
  #count(repositories: readonly string[], within: string): SyncState {
    const { connection, offline, problem: refusal } = this.#replica.link;
    const more = this.#more();
    let { problem } = more;
    let [pending, here, server] = [0, 0, 0];
    for (const repository of repositories) {
      if (!this.#replica.repositories.has(repository)) continue;
      const standing = this.#replica.repositories.standing(repository);
      pending += standing.pending;
      here += standing.here;
      server += standing.server;
      problem ??= standing.problem;
    }
    problem ??= refusal;
    const refused = more.refused.filter((path) => path.startsWith(within)).length;
    return Object.freeze({ connection, offline, pending, here, server, refused, problem });
  }
}
