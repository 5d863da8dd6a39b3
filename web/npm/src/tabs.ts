// Which of a browser's tabs keeps the log of a replica, and what they tell each other.

/** What tabs of one replica say to each other; `term` names the reign of a keeper. */
export type TabMessage =
  /** A tab looks for the keeper. */
  | { kind: "hello" }
  /** The keeper is there; followers open everything anew. */
  | { kind: "keeper"; rootKey: Int8Array | undefined }
  /** A follower wants a log, and to hear of what is appended to it. */
  | { kind: "open"; path: string }
  /** The answer: the log as it was when `length` bytes stood in it. */
  | { kind: "log"; path: string; bytes: Int8Array }
  | { kind: "failed"; path: string; code: string; message: string; remedy: string }
  /** The keeper wrote bytes from `at` on. */
  | { kind: "appended"; path: string; at: number; bytes: Int8Array }
  | { kind: "synced"; path: string; position: number }
  /** A follower made commits. */
  | { kind: "offer"; path: string; bytes: Int8Array }
  /** What stands between this replica and its server. */
  | { kind: "link"; link: Link }
  | { kind: "online"; wanted: boolean }
  /** A follower asks for everything to be safe here, or on the server as well. */
  | { kind: "settle"; request: number; server: boolean; timeoutMillis: number }
  | { kind: "settled"; request: number; error?: { code: string; message: string; remedy: string } };

/** The connection of a replica to its server. */
export interface Link {
  readonly connection: "online" | "connecting" | "offline";
  /** Why it is offline: on purpose, for want of a network, or because no server is named. */
  readonly offline: "wanted" | "network" | "alone" | undefined;
  readonly problem: string | undefined;
}

type Envelope = TabMessage & { from: string; to?: string; term: string };

/** A tab among those that share a replica. */
export class Tabs {
  readonly #id = crypto.randomUUID();
  readonly #name: string;
  readonly #receive: (message: TabMessage, from: string) => void;
  readonly #channel: BroadcastChannel | undefined;
  readonly #end = new AbortController();
  #release: (() => void) | undefined;
  #term = "";
  #keeps = false;

  /**
   * `receive` hears the messages of the present keeper, or, at the keeper, those of its followers. A
   * tab that shares nothing is its own keeper.
   */
  constructor(name: string, shared: boolean, receive: (message: TabMessage, from: string) => void) {
    this.#name = `goatdb/1/${name}`;
    this.#receive = receive;
    const possible = typeof navigator !== "undefined" && "locks" in navigator;
    this.#channel = shared && possible ? new BroadcastChannel(this.#name) : undefined;
    if (this.#channel) {
      this.#channel.onmessage = (event: MessageEvent<Envelope>) => {
        this.#hear(event.data);
      };
    }
  }

  /** Resolves, perhaps much later, when this tab is to keep the log. */
  async elected(): Promise<void> {
    if (this.#channel) {
      await new Promise<void>((resolve, reject) => {
        navigator.locks
          .request(this.#name, { signal: this.#end.signal }, () => {
            resolve();
            return new Promise<void>((release) => {
              this.#release = release;
            });
          })
          .catch(reject);
      });
    }
    this.#keeps = true;
    this.#term = crypto.randomUUID();
  }

  /** Names the present reign. */
  get term(): string {
    return this.#term;
  }

  /** Leaves the log to another tab, and stays. */
  resign(): void {
    this.#keeps = false;
    this.#release?.();
  }

  /** Says something to all others, or to one. */
  send(message: TabMessage, to?: string): void {
    const envelope = { ...message, from: this.#id, term: this.#term, ...(to ? { to } : {}) };
    this.#channel?.postMessage(envelope);
  }

  /** Leaves; another tab is elected. */
  close(): void {
    this.#end.abort();
    this.#release?.();
    this.#channel?.close();
  }

  /** What another reign's messages say is not true any more. */
  #hear(envelope: Envelope): void {
    if (envelope.to !== undefined && envelope.to !== this.#id) return;
    if (!this.#keeps && envelope.kind === "keeper") this.#term = envelope.term;
    if (envelope.kind === "hello" ? this.#keeps : envelope.term === this.#term) {
      this.#receive(envelope, envelope.from);
    }
  }
}
