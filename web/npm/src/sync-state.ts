// What stands between a replica and its server, counted for people.
import { Listeners } from "./listeners.js";
import type { Replica } from "./replica.js";

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

/** The state of the moment; the same object until it changes. */
export class SyncStatus {
  readonly listeners: Listeners<SyncState> = new Listeners<SyncState>();
  readonly #replica: Replica;
  readonly #more: () => { refused: number; problem: string | undefined };
  #state: SyncState | undefined;
  #due = false;

  constructor(replica: Replica, more: () => { refused: number; problem: string | undefined }) {
    this.#replica = replica;
    this.#more = more;
  }

  now(): SyncState {
    this.#state ??= this.#count();
    return this.#state;
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
    const now = this.#count();
    const keys = Object.keys(now) as (keyof SyncState)[];
    if (before && keys.every((key) => before[key] === now[key])) return;
    this.#state = now;
    this.listeners.tell(now);
  }

  #count(): SyncState {
    const { connection, offline, problem } = this.#replica.link;
    let pending = 0;
    for (const repository of this.#replica.repositories.paths) {
      pending += this.#replica.repositories.pending(repository);
    }
    const { refused, problem: own } = this.#more();
    return Object.freeze({ connection, offline, pending, refused, problem: own ?? problem });
  }
}
