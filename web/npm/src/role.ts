// The engine of the moment and its logs: what a tab has as the keeper of a replica, as a follower, or before it knows.
import type { Host } from "./host.js";
import { type Logs, NoLogs } from "./logs.js";
import { openAll } from "./opening.js";
import { Signal } from "./signal.js";

/** What taking a role asks for. */
export interface RoleOwner {
  makeHost(logs: Logs, follower: boolean): Host;
  /** The repositories that the page wants. */
  wanted(): string[];
  /** Another engine answers from now on; it could not open all that is wanted. */
  replaced(failures: Map<string, unknown>): void;
}

/** The role of a tab. */
export class Role {
  readonly #owner: RoleOwner;
  readonly #replaced = new Signal();
  #turn = 0;
  #settled: Promise<void> = Promise.resolve();
  logs: Logs = new NoLogs();
  host: Host;

  constructor(owner: RoleOwner) {
    this.#owner = owner;
    this.host = owner.makeHost(this.logs, true);
  }

  /** Resolves when no other role is being taken. */
  async settled(): Promise<void> {
    for (let before; before !== this.#settled;) {
      before = this.#settled;
      await before;
    }
  }

  /** Resolves when another engine has taken the place of this one. */
  async replacing(host: Host): Promise<void> {
    while (host === this.host) await this.#replaced.next();
  }

  /**
   * Another engine takes the place of the present one, on the logs of the new role: the first one at once, a later one
   * when it holds all that the one before it does. Resolves also where a later role came between.
   */
  take(logs: Logs, follower: boolean): Promise<void> {
    const taken = this.#take(logs, follower);
    this.#settled = taken.catch(() => undefined);
    return taken;
  }

  async #take(logs: Logs, follower: boolean): Promise<void> {
    const turn = ++this.#turn;
    const isWanted = () => turn === this.#turn;
    const host = this.#owner.makeHost(logs, follower);
    const failures =
      this.logs instanceof NoLogs
        ? new Map<string, unknown>()
        : await openAll(host, logs, () => this.#owner.wanted(), isWanted);
    if (!isWanted()) return;
    const before = this.host;
    host.call((engine) => {
      engine.succeed(before.engine);
    });
    before.retire();
    this.host = host;
    this.logs = logs;
    this.#replaced.tell();
    this.#owner.replaced(failures);
  }
}
