// The connection of a replica to its server: the socket, and whether the server has certified the session.
import type { WebEngine } from "./engine.js";
import type { Wire } from "./host.js";
import { Socket } from "./socket.js";
import type { Link } from "./tabs.js";

/** Whom the connection serves. */
export interface LinkOwner {
  /** Calls the engine, unless the replica is closed. */
  call(action: (engine: WebEngine) => void): void;
  /** What stands between the replica and its server changed. */
  changed(link: Link): void;
}

/** The server of a replica. */
export class ServerLink {
  readonly #socket: Socket;
  readonly #certified = new Set<number>();
  readonly #changed: (link: Link) => void;
  #reason: string | undefined;
  #shown: Link | undefined;

  constructor(peers: string, owner: LinkOwner) {
    this.#changed = (link) => {
      owner.changed(link);
    };
    this.#socket = new Socket(peers, {
      opened: (id) => {
        owner.call((engine) => {
          engine.connected(id);
        });
      },
      received: (id, frame) => {
        owner.call((engine) => {
          engine.received(id, frame);
        });
      },
      closed: (id) => {
        this.#certified.delete(id);
        owner.call((engine) => {
          engine.disconnected(id);
        });
        this.#show();
      },
      changed: () => {
        this.#show();
      },
    });
  }

  start(): void {
    this.#socket.start();
    this.#show();
  }

  /** Whether the server has certified the session on a connection that stands. */
  get isOnline(): boolean {
    return this.#certified.size > 0;
  }

  send(id: number, frame: Int8Array): void {
    this.#socket.send(id, frame);
  }

  hangup(id: number, reason: string): void {
    this.#socket.hangup(id, reason);
  }

  certified(id: number): void {
    this.#certified.add(id);
    this.#reason = undefined;
    this.#socket.succeeded();
    this.#show();
  }

  /** The server does not want this replica; trying again cures some reasons, but not these. */
  rejected(code: string, reason: string): void {
    if (code !== "incompatible" && code !== "denied") return;
    this.#reason = reason;
    this.#show();
  }

  /** Goes offline on purpose, or back online at once. */
  setWanted(online: boolean): void {
    this.#socket.setWanted(online);
  }

  close(): void {
    this.#socket.close();
  }

  #show(): void {
    const before = this.#shown;
    const now = this.#look();
    this.#shown = now;
    const same =
      before?.connection === now.connection &&
      before.offline === now.offline &&
      before.problem === now.problem;
    if (!same) this.#changed(now);
  }

  #look(): Link {
    if (this.isOnline) return { connection: "online", offline: undefined, problem: undefined };
    const problem = this.#reason ?? this.#socket.trouble;
    return this.#socket.state === "offline"
      ? { connection: "offline", offline: this.#socket.wanted ? "network" : "wanted", problem }
      : { connection: "connecting", offline: undefined, problem };
  }
}

/** How frames leave for whatever server there is at that moment. */
export function wireTo(server: () => ServerLink | undefined): Wire {
  return {
    send: (id, frame) => server()?.send(id, frame),
    hangup: (id, reason) => server()?.hangup(id, reason),
  };
}
