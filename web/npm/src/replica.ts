// The replica of this page: the engine of the moment, and the role of this tab among those that share it.
import { type Follower, hear, type Keeper, serve } from "./conversation.js";
import { closed, toGoatError } from "./errors.js";
import type { WebEngine } from "./engine.js";
import { Host, type News } from "./host.js";
import { type Identity, openIdentity } from "./identity.js";
import { NOBODY, withRoot } from "./keys.js";
import { FollowedLogs, KeptLogs, type Logs, NoLogs, Superseded } from "./logs.js";
import { openOn } from "./opening.js";
import { ALONE, type ReplicaNews, type ReplicaOptions } from "./replica-options.js";
import { Requests } from "./requests.js";
import { settleOnServer } from "./settling.js";
import { ServerLink } from "./server-link.js";
import { openStorage, type Storage } from "./storage.js";
import { type Link, Tabs } from "./tabs.js";

/** The engine of this page, whoever keeps its log. */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #news: ReplicaNews;
  readonly #tabs: Tabs;
  readonly #wanted = new Map<string, Promise<void>>();
  readonly #requests = new Requests();
  #identity: Identity | undefined;
  #host: Host;
  #logs: Logs = new NoLogs();
  #storage: Storage | undefined;
  #server: ServerLink | undefined;
  readonly #announced = new Set<string>();
  /** What stands between this replica and its server. */
  link: Link;
  #turn = 0;
  #becoming: Promise<void> = Promise.resolve();
  /** The logs of the role that this tab is taking on, or has. */
  #coming: FollowedLogs | undefined;
  #closed = false;
  #started: (() => void) | undefined;
  /** Resolves when this tab has a role and everything asked for so far is open. */
  readonly ready: Promise<void>;

  constructor(options: ReplicaOptions, news: ReplicaNews) {
    this.#options = options;
    this.#news = news;
    this.link =
      options.peers === undefined ? ALONE : { ...ALONE, connection: "connecting", offline: undefined };
    this.#host = this.#makeHost(NOBODY, this.#logs, true);
    this.#tabs = new Tabs(options.path, options.storage === "device", (message, from) => {
      if (this.#closed) return;
      if (this.#storage) serve(this.#asKeeper(), this.#tabs, message, from);
      else hear(this.#asFollower(), message);
    });
    this.ready = this.#start();
    this.ready.catch(() => undefined);
  }

  /** The engine to ask. Calls that change something go through {@link call}. */
  get engine(): WebEngine {
    return this.#host.engine;
  }

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
        .then(() => {
          const turn = this.#turn;
          return openOn(this.#host, this.#logs, repository, () => turn === this.#turn);
        })
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
      if (server) await settleOnServer(this, this.#server, timeoutMillis);
      return;
    }
    this.call((engine) => {
      engine.flush();
    });
    await this.#requests.ask((request) => {
      this.#tabs.send({ kind: "settle", request, server, timeoutMillis });
    });
  }

  /** Goes offline, or back online, with all tabs of this replica. */
  setOnline(wanted: boolean): void {
    if (this.#storage) this.#server?.setWanted(wanted);
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
    this.#server?.close();
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
    if (!this.#identity?.rootKey && this.#options.storage === "device") {
      this.#identity = await openIdentity(this.#options.path, this.#options.storage);
    }
    this.#storage = storage;
    this.#becoming = this.#become(new KeptLogs(storage, this.#tabs), false);
    await this.#becoming;
    this.#tabs.send({ kind: "keeper", rootKey: this.#identity?.rootKey });
    this.#requests.rejectAll(new Superseded());
    if (this.#options.peers !== undefined) this.#dial(this.#options.peers);
  }

  #dial(peers: string): void {
    this.#server = new ServerLink(peers, {
      call: (action) => {
        if (!this.#closed) this.call(action);
      },
      changed: (link) => {
        this.#tellLink(link);
      },
    });
    this.#server.start();
  }

  /** Another engine takes the place of the present one, on the logs of the new role. */
  async #become(logs: Logs, follower: boolean): Promise<void> {
    const turn = ++this.#turn;
    const identity = this.#identity ?? NOBODY;
    const host = this.#makeHost(identity, logs, follower);
    const opened = new Set<string>();
    for (let left = [...this.#wanted.keys()]; left.length > 0;) {
      await Promise.all(left.map((path) => openOn(host, logs, path, () => turn === this.#turn)));
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

  #makeHost(identity: Identity, logs: Logs, follower: boolean): Host {
    const news: News = {
      ...this.#news,
      connected: (connection) => {
        this.#server?.certified(connection);
      },
      rejected: (_, code, reason) => {
        if (code === "incompatible" || code === "denied") this.#server?.rejected(reason);
      },
      joined: (rootKey) => {
        this.#identity = withRoot(identity, rootKey);
        this.#tabs.send({ kind: "keeper", rootKey });
      },
    };
    const wire = {
      send: (id: number, frame: Int8Array) => this.#server?.send(id, frame),
      hangup: (id: number, reason: string) => this.#server?.hangup(id, reason),
    };
    const { definition, commitsPerSecond } = this.#options;
    return new Host({ definition, commitsPerSecond, follower, identity, logs, wire, news });
  }

  #tellLink(link: Link): void {
    this.link = link;
    if (this.#storage) this.#tabs.send({ kind: "link", link });
    this.#news.link();
  }

  async #settleHere(): Promise<void> {
    this.call((engine) => {
      engine.flush();
    });
    for (const path of this.#wanted.keys()) await this.#storage?.sync(path);
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

  /** This tab among the others, as the keeper. */
  #asKeeper(): Keeper {
    return {
      replica: this,
      reigns: this.#logs instanceof KeptLogs,
      rootKey: this.#identity?.rootKey,
      load: async (path) => (await this.#storage?.load(path)) ?? new Int8Array(),
    };
  }

  /** This tab among the others, as a follower. */
  #asFollower(): Follower {
    return {
      replica: this,
      logs: this.#coming,
      follows: this.#logs === this.#coming,
      requests: this.#requests,
      follow: (rootKey) => {
        this.#followKeeper(rootKey);
      },
      grown: (path) => {
        this.#follow(path);
      },
      link: (link) => {
        this.#tellLink(link);
      },
    };
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
