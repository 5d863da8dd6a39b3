// One engine and the world around it: its clock, its keys, its logs and its connection.
import { create, install, type Ports, type WebEngine } from "./engine.js";
import { explained } from "./errors.js";
import { type Identity, verify } from "./identity.js";
import type { Logs } from "./logs.js";
import { pure } from "./pure.js";

/** What an engine tells; called after the call that caused it has done its work. */
export interface News {
  /** Takes up that an item changed; gives what tells of it, once everything that the call changed is taken up. */
  changed(item: string, before: Readonly<Record<string, unknown>> | undefined, local: boolean): () => void;
  /** An item is deleted by somebody who had not seen edits of these fields. */
  unseen(item: string, fields: readonly string[], local: boolean): void;
  progress(repository: string): void;
  refused(edit: RefusedEdit): void;
  connected(connection: number): void;
  rejected(connection: number, code: string, reason: string): void;
  joined(rootKey: Int8Array): void;
  failed(error: unknown): void;
}

/** An edit that the server refused, or that depends on one; later edits of other fields stay. */
export interface RefusedEdit {
  readonly path: string;
  readonly commit: string;
  readonly code: string;
  readonly reason: string;
  /** The fields that it had changed and that are lost with it; none where it deleted or restored the item. */
  readonly fields: ReadonlySet<string>;
  /** What its author had made of the item. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** How frames leave this page. */
export interface Wire {
  send(connection: number, frame: Int8Array): void;
  hangup(connection: number, reason: string): void;
}

/** What an engine is made of. */
export interface HostOptions {
  definition: string;
  commitsPerSecond: number;
  follower: boolean;
  identity: Identity;
  logs: Logs;
  wire: Wire;
  news: News;
}

install(pure);

/** An engine, called from outside and called back by the world; silent once it is retired. */
export class Host {
  readonly engine: WebEngine;
  readonly #options: HostOptions;
  readonly #changes: (() => void)[] = [];
  readonly #news: (() => void)[] = [];
  #telling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retired = false;

  constructor(options: HostOptions) {
    this.#options = options;
    this.engine = explained(() =>
      create(this.#ports(), {
        definition: options.definition,
        sessionKey: options.identity.sessionKey,
        rootKey: options.identity.rootKey ?? null,
        follower: options.follower,
        commitsPerSecond: options.commitsPerSecond,
      }),
    );
  }

  /** Calls the engine, and afterwards tells what happened. */
  call<T>(action: (engine: WebEngine) => T): T {
    try {
      return explained(() => action(this.engine));
    } finally {
      this.#tell();
    }
  }

  /** Another engine takes its place: what still comes back for this one is dropped. */
  retire(): void {
    this.#retired = true;
    clearTimeout(this.#timer);
  }

  #later(action: (engine: WebEngine) => void): void {
    if (this.#retired) return;
    try {
      this.call(action);
    } catch (error) {
      this.#options.news.failed(error);
    }
  }

  /** What changed together is seen together: whoever is told of one item finds the others changed as well. */
  #tell(): void {
    for (let next = this.#changes.shift(); next; next = this.#changes.shift()) {
      if (!this.#retired) next();
    }
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#news.shift(); next; next = this.#news.shift()) {
        if (!this.#retired) next();
      }
    } finally {
      this.#telling = false;
    }
  }

  #ports(): Ports {
    const { identity, logs, wire, news } = this.#options;
    return {
      now: () => Date.now(),
      random: (bytes) => crypto.getRandomValues(bytes as Int8Array<ArrayBuffer>),
      append: (log, bytes) => {
        logs.append(log, bytes);
      },
      replace: (log, bytes) => {
        logs.replace(log, bytes);
      },
      truncate: (log, length) => {
        logs.truncate(log, length);
      },
      sync: (log, position) => {
        logs.sync(log, position).then(
          () => {
            this.#later((engine) => {
              engine.synced(log, position);
            });
          },
          (error: unknown) => {
            news.failed(error);
          },
        );
      },
      send: (connection, frame) => {
        wire.send(connection, frame);
      },
      hangup: (connection, reason) => {
        wire.hangup(connection, reason);
      },
      sign: (ticket, message) => {
        identity.sign(message).then(
          (signature) => {
            this.#later((engine) => {
              engine.signed(ticket, signature);
            });
          },
          (error: unknown) => {
            news.failed(error);
          },
        );
      },
      verify: (ticket, publicKey, message, signature) => {
        verify(publicKey, message, signature).then(
          (valid) => {
            this.#later((engine) => {
              engine.verified(ticket, valid);
            });
          },
          (error: unknown) => {
            news.failed(error);
          },
        );
      },
      wake: (atMillis) => {
        clearTimeout(this.#timer);
        const delay = Math.max(0, atMillis - Date.now());
        this.#timer = setTimeout(() => {
          this.#later((engine) => {
            engine.wake(atMillis);
          });
        }, delay);
      },
      joined: (rootKey) => {
        identity.joined(rootKey);
        this.#news.push(() => {
          news.joined(rootKey);
        });
      },
      changed: (item, before, local) => {
        let tell: () => void = () => undefined;
        this.#changes.push(() => {
          tell = news.changed(item, (before ?? undefined) as Record<string, unknown> | undefined, local);
        });
        this.#news.push(() => {
          tell();
        });
      },
      unseen: (item, fields, local) => {
        this.#news.push(() => {
          news.unseen(item, fields as string[], local);
        });
      },
      progress: (repository) => {
        this.#news.push(() => {
          news.progress(repository);
        });
      },
      refused: (path, commit, code, reason, names, values) => {
        const fields: ReadonlySet<string> = new Set(names as string[]);
        const edit = { path, commit, code, reason, fields, values: values as Record<string, unknown> };
        this.#news.push(() => {
          news.refused(Object.freeze(edit));
        });
      },
      connected: (connection) => {
        this.#news.push(() => {
          news.connected(connection);
        });
      },
      rejected: (connection, code, reason) => {
        this.#news.push(() => {
          news.rejected(connection, code, reason);
        });
      },
      warning: (text) => {
        console.warn(`GoatDB: ${text}`);
      },
    };
  }
}
