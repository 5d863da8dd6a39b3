// The replica of this page: the engine of the moment, and the role of this tab among those that share it.
import { GoatError, toGoatError } from "./errors.js";
import type { WebEngine } from "./engine.js";
import { Host, type News, type RefusedEdit } from "./host.js";
import { type Identity, openIdentity } from "./identity.js";
import { FollowedLogs, KeptLogs, type Logs, NoLogs, Superseded } from "./logs.js";
import { Socket } from "./socket.js";
import { openStorage, type Storage } from "./storage.js";
import { type Link, type TabMessage, Tabs } from "./tabs.js";

/** How long a step of opening a log may take, in records; some milliseconds. */
const STEP = 250;
const SETTLE_POLL_MILLIS = 40;

/** What a replica tells the database. */
export interface ReplicaNews {
  changed(item: string, before: Readonly<Record<string, unknown>> | undefined, local: boolean): void;
  progress(repository: string): void;
  refused(edit: RefusedEdit): void;
  /** A repository is open, or another engine has taken over: everything may look different. */
  opened(repository: string): void;
  /** The connection to the server changed. */
  link(): void;
  failed(error: unknown): void;
}

/** What a replica is made of. */
export interface ReplicaOptions {
  path: string;
  storage: "device" | "memory";
  peers: string | undefined;
  definition: string;
  rootKey: Int8Array | undefined;
  commitsPerSecond: number;
}

const ALONE: Link = { connection: "offline", offline: "alone", problem: undefined };

const NOBODY: Identity = {
  sessionKey: new Int8Array(32),
  rootKey: undefined,
  sign: () => Promise.reject(new Superseded()),
  joined: () => undefined,
};

/** The engine of this page, whoever keeps its log. */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #news: ReplicaNews;
  readonly #tabs: Tabs;
  readonly #wanted = new Map<string, Promise<void>>();
  readonly #requests = new Map<number, (error?: GoatError) => void>();
  #identity: Identity | undefined;
  #host: Host;
  #logs: Logs = new NoLogs();
  #storage: Storage | undefined;
  #socket: Socket | undefined;
  readonly #online = new Set<number>();
  readonly #announced = new Set<string>();
  #link: Link;
  #turn = 0;
  #becoming: Promise<void> = Promise.resolve();
  /** The logs of the role that this tab is taking on, or has. */
  #coming: FollowedLogs | undefined;
  #request = 0;
  #closed = false;
  #started: (() => void) | undefined;
  /** Resolves when this tab has a role and everything asked for so far is open. */
  readonly ready: Promise<void>;

  constructor(options: ReplicaOptions, news: ReplicaNews) {
    this.#options = options;
    this.#news = news;
    this.#link =
      options.peers === undefined ? ALONE : { ...ALONE, connection: "connecting", offline: undefined };
    this.#host = this.#makeHost(NOBODY, this.#logs, true);
    this.#tabs = new Tabs(options.path, options.storage === "device", (message, from) => {
      this.#receive(message, from);
    });
    this.ready = this.#start();
    this.ready.catch(() => undefined);
  }

  /** The engine to ask. Calls that change something go through {@link call}. */
  get engine(): WebEngine {
    return this.#host.engine;
  }

  get link(): Link {
    return this.#link;
  }

  /** The repositories that were asked for. */
  get repositories(): Iterable<string> {
    return this.#wanted.keys();
  }

  call<T>(action: (engine: WebEngine) => T): T {
    if (this.#closed) throw closed();
    return this.#host.call(action);
  }

  /** Whether the log of a repository is read. */
  isOpen(repository: string): boolean {
    const isRead = this.#options.storage === "memory" || this.engine.isOpen(repository);
    return this.#wanted.has(repository) && isRead;
  }

  /** Sees to it that a repository is open; edits of it are taken at once. */
  open(repository: string): Promise<void> {
    let opened = this.#wanted.get(repository);
    if (!opened) {
      this.call((engine) => {
        engine.expect(repository);
      });
      opened = this.ready
        .then(() => this.#openOn(this.#host, this.#logs, repository, this.#turn))
        .then(() => this.#becoming)
        .then(() => {
          this.#opened(repository);
        });
      opened.catch((error: unknown) => {
        this.#news.failed(error);
      });
      this.#wanted.set(repository, opened);
    }
    return opened;
  }

  /** Everything here is safe on this device, and on the server where that is asked for. */
  async settle(server: boolean, timeoutMillis: number): Promise<void> {
    await this.ready;
    await Promise.all(this.#wanted.values());
    if (this.#storage) {
      await this.#settleHere();
      if (server) await this.#settleThere(timeoutMillis);
      return;
    }
    this.call((engine) => {
      engine.flush();
    });
    const request = ++this.#request;
    const answer = new Promise<void>((resolve, reject) => {
      this.#requests.set(request, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    this.#tabs.send({ kind: "settle", request, server, timeoutMillis });
    await answer;
  }

  /** Goes offline, or back online, with all tabs of this replica. */
  setOnline(wanted: boolean): void {
    if (this.#storage) this.#socket?.setWanted(wanted);
    else this.#tabs.send({ kind: "online", wanted });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    if (this.#storage) {
      this.#host.call((engine) => {
        engine.flush();
      });
    }
    this.#closed = true;
    this.#socket?.close();
    this.#host.retire();
    await this.#storage?.close();
    this.#tabs.close();
  }

  /** This tab becomes the keeper now, later or never; until then it follows the one there is. */
  async #start(): Promise<void> {
    const first = new Promise<void>((resolve) => {
      this.#started = resolve;
    });
    const identity = await openIdentity(this.#options.path, this.#options.storage);
    this.#identity = withRoot(identity, identity.rootKey ?? this.#options.rootKey);
    const reign = this.#tabs.elected().then(() => this.#keep());
    this.#tabs.send({ kind: "hello" });
    await Promise.race([first, reign]);
    reign.catch((error: unknown) => {
      if (!this.#closed) this.#news.failed(error);
    });
  }

  async #keep(): Promise<void> {
    if (this.#closed) return;
    const storage = await openStorage(this.#options.path, this.#options.storage);
    storage.onFailure((error) => {
      this.#news.failed(toGoatError(error));
    });
    if (this.#logs instanceof FollowedLogs) this.#logs.close();
    // The keeper before may have met the organisation since.
    this.#identity = await this.#freshIdentity();
    this.#storage = storage;
    this.#becoming = this.#become(new KeptLogs(storage, this.#tabs), false);
    await this.#becoming;
    this.#tabs.send({ kind: "keeper", rootKey: this.#identity.rootKey });
    for (const settled of this.#requests.values()) settled(new Superseded());
    this.#requests.clear();
    if (this.#options.peers !== undefined) this.#dial(this.#options.peers);
  }

  async #freshIdentity(): Promise<Identity> {
    const known = this.#identity ?? NOBODY;
    return known.rootKey || this.#options.storage === "memory"
      ? known
      : openIdentity(this.#options.path, this.#options.storage);
  }

  /** Another engine takes the place of the present one, on the logs of the new role. */
  async #become(logs: Logs, follower: boolean): Promise<void> {
    const turn = ++this.#turn;
    const identity = this.#identity ?? NOBODY;
    const host = this.#makeHost(identity, logs, follower);
    const opened = new Set<string>();
    for (let left = [...this.#wanted.keys()]; left.length > 0;) {
      await Promise.all(left.map((path) => this.#openOn(host, logs, path, turn)));
      left.forEach((path) => opened.add(path));
      left = [...this.#wanted.keys()].filter((path) => !opened.has(path));
    }
    if (turn !== this.#turn) return;
    const before = this.#host;
    host.call((engine) => {
      engine.succeed(before.engine);
    });
    before.retire();
    this.#host = host;
    this.#logs = logs;
    this.#announced.clear();
    for (const path of opened) this.#opened(path);
    this.#started?.();
  }

  /** Tells once per engine that a repository is open. */
  #opened(path: string): void {
    this.#follow(path);
    if (this.#announced.has(path)) return;
    this.#announced.add(path);
    this.#news.opened(path);
  }

  /** Reads a log in steps between which the page can breathe. */
  async #openOn(host: Host, logs: Logs, path: string, turn: number): Promise<void> {
    if (host.engine.isOpen(path)) return;
    const bytes = await logs.load(path).catch((error: unknown) => {
      throw toGoatError(error);
    });
    if (turn !== this.#turn || host.engine.isOpen(path)) return;
    const opening = host.call((engine) => engine.opening(path, bytes));
    while (!host.call(() => opening.advance(STEP))) {
      await breath();
      if (turn !== this.#turn) return;
    }
  }

  #makeHost(identity: Identity, logs: Logs, follower: boolean): Host {
    const news: News = {
      changed: (item, before, local) => {
        this.#news.changed(item, before, local);
      },
      progress: (repository) => {
        this.#news.progress(repository);
      },
      refused: (edit) => {
        this.#news.refused(edit);
      },
      connected: (connection) => {
        this.#online.add(connection);
        this.#socket?.succeeded();
        this.#showLink();
      },
      rejected: (_, code, reason) => {
        this.#showLink(code === "incompatible" || code === "denied" ? reason : undefined);
      },
      joined: (rootKey) => {
        this.#identity = withRoot(identity, rootKey);
        this.#tabs.send({ kind: "keeper", rootKey });
      },
      failed: (error) => {
        this.#news.failed(error);
      },
    };
    const wire = {
      send: (id: number, frame: Int8Array) => this.#socket?.send(id, frame),
      hangup: (id: number, reason: string) => this.#socket?.hangup(id, reason),
    };
    const { definition, commitsPerSecond } = this.#options;
    return new Host({ definition, commitsPerSecond, follower, identity, logs, wire, news });
  }

  #dial(peers: string): void {
    this.#socket = new Socket(peers, {
      opened: (id) => {
        this.call((engine) => {
          engine.connected(id);
        });
      },
      received: (id, frame) => {
        if (this.#closed) return;
        this.call((engine) => {
          engine.received(id, frame);
        });
      },
      closed: (id) => {
        this.#online.delete(id);
        if (this.#closed) return;
        this.call((engine) => {
          engine.disconnected(id);
        });
        this.#showLink(this.#link.problem);
      },
      changed: () => {
        this.#showLink(this.#link.problem);
      },
    });
    this.#socket.start();
    this.#showLink();
  }

  #showLink(problem?: string): void {
    const socket = this.#socket;
    if (!socket) return;
    const online = this.#online.size > 0;
    const offline = socket.state === "offline";
    this.#tellLink({
      connection: online ? "online" : offline ? "offline" : "connecting",
      offline: online || !offline ? undefined : socket.wanted ? "network" : "wanted",
      problem: online ? undefined : (problem ?? socket.trouble),
    });
  }

  #tellLink(link: Link): void {
    const now = this.#link;
    const same =
      now.connection === link.connection && now.offline === link.offline && now.problem === link.problem;
    if (same) return;
    this.#link = link;
    if (this.#storage) this.#tabs.send({ kind: "link", link });
    this.#news.link();
  }

  async #settleHere(): Promise<void> {
    this.call((engine) => {
      engine.flush();
    });
    for (const path of this.#wanted.keys()) await this.#storage?.sync(path);
  }

  async #settleThere(timeoutMillis: number): Promise<void> {
    if (this.#options.peers === undefined) {
      throw new GoatError("unreachable", "This database has no server.", "Name one with the option peers.");
    }
    const until = Date.now() + timeoutMillis;
    this.call((engine) => {
      engine.compare();
    });
    const agrees = () =>
      this.#online.size > 0 && [...this.#wanted.keys()].every((path) => this.engine.isSettled(path));
    while (!agrees()) {
      if (Date.now() > until) {
        throw new GoatError(
          "unreachable",
          `The server did not confirm everything within ${String(timeoutMillis / 1000)} seconds. ${this.#link.problem ?? ""}`.trim(),
          "Your edits are safe here and go out when it can be reached.",
        );
      }
      await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MILLIS));
      if (this.#closed) throw closed();
    }
  }

  /** Takes in what the keeper appended since a log was loaded. */
  #follow(path: string): void {
    if (!(this.#logs instanceof FollowedLogs) || !this.engine.isOpen(path)) return;
    for (const bytes of this.#logs.tail(path)) {
      this.#host.call((engine) => {
        engine.followed(path, bytes);
      });
    }
  }

  #receive(message: TabMessage, from: string): void {
    if (this.#closed) return;
    if (this.#storage) {
      this.#serve(message, from);
    } else {
      this.#hear(message);
    }
  }

  /** As the keeper. */
  #serve(message: TabMessage, from: string): void {
    switch (message.kind) {
      case "hello":
        if (this.#logs instanceof KeptLogs) {
          this.#tabs.send({ kind: "keeper", rootKey: this.#identity?.rootKey }, from);
          this.#tabs.send({ kind: "link", link: this.#link }, from);
        }
        return;
      case "open":
        this.#lend(message.path, from).catch((thrown: unknown) => {
          this.#tabs.send({ kind: "failed", path: message.path, ...told(thrown) }, from);
        });
        return;
      case "offer":
        this.open(message.path)
          .then(() => {
            this.call((engine) => {
              engine.offered(message.path, message.bytes);
            });
          })
          .catch((error: unknown) => {
            this.#news.failed(error);
          });
        return;
      case "online":
        this.setOnline(message.wanted);
        return;
      case "settle":
        this.settle(message.server, message.timeoutMillis).then(
          () => {
            this.#tabs.send({ kind: "settled", request: message.request }, from);
          },
          (thrown: unknown) => {
            this.#tabs.send({ kind: "settled", request: message.request, error: told(thrown) }, from);
          },
        );
        return;
      default:
      // The others are said by keepers.
    }
  }

  /** Gives a follower a log as it is now, safe on this device. */
  async #lend(path: string, to: string): Promise<void> {
    await this.open(path);
    const bytes = await this.#storage?.load(path);
    if (bytes) this.#tabs.send({ kind: "log", path, bytes }, to);
  }

  /** As a follower. */
  #hear(message: TabMessage): void {
    const logs = this.#logs;
    switch (message.kind) {
      case "keeper":
        this.#followKeeper(message.rootKey);
        return;
      case "log":
        this.#coming?.loaded(message.path, message.bytes);
        return;
      case "failed":
        this.#coming?.failed(message.path, new GoatError(message.code, message.message, message.remedy));
        return;
      case "appended":
        this.#coming?.appended(message.path, message.at, message.bytes);
        if (logs === this.#coming) this.#follow(message.path);
        return;
      case "synced":
        if (logs === this.#coming && this.engine.isOpen(message.path)) {
          this.call((engine) => {
            engine.synced(message.path, message.position);
          });
        }
        return;
      case "link":
        this.#tellLink(message.link);
        return;
      case "settled": {
        const { error } = message;
        this.#requests.get(message.request)?.(
          error && new GoatError(error.code, error.message, error.remedy),
        );
        this.#requests.delete(message.request);
        return;
      }
      default:
      // The others are said by followers.
    }
  }

  #followKeeper(rootKey: Int8Array | undefined): void {
    const identity = this.#identity;
    if (!identity) return;
    this.#coming?.close();
    this.#coming = new FollowedLogs(this.#tabs);
    this.#identity = withRoot(identity, rootKey);
    this.#becoming = this.#become(this.#coming, true);
    this.#becoming.catch((error: unknown) => {
      if (!(error instanceof Superseded)) this.#news.failed(error);
    });
  }
}

function withRoot(identity: Identity, rootKey: Int8Array | undefined): Identity {
  return {
    sessionKey: identity.sessionKey,
    rootKey,
    sign: (message) => identity.sign(message),
    joined: (key) => {
      identity.joined(key);
    },
  };
}

function told(thrown: unknown): { code: string; message: string; remedy: string } {
  const error = toGoatError(thrown);
  return error instanceof GoatError
    ? { code: error.code, message: error.message, remedy: error.remedy }
    : { code: "bug", message: String(thrown), remedy: "Please report it." };
}

function closed(): GoatError {
  return new GoatError("closed", "The database is closed.", "Open it again.");
}

/** Lets the page handle what waits: events, painting, frames. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}
