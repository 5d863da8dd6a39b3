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
import { Repositories, type RepositoriesOwner, repositoryOf } from "./repositories.js";
import { openStorage, type Storage } from "./storage.js";
import { type Link, Tabs } from "./tabs.js";
import { stampOf } from "./values.js";
import { ValuesSaver } from "./values-saver.js";

/** The engine of this page, whoever keeps its log. */
export class Replica implements RepositoriesOwner {
  readonly #options: ReplicaOptions;
  readonly #news: ReplicaNews;
  readonly #tabs: Tabs;
  /** What the page wants of the replica. */
  readonly repositories: Repositories;
  readonly #requests = new Requests();
  #identity: Identity | undefined;
  host: Host;
  logs: Logs = new NoLogs();
  #storage: Storage | undefined;
  #server: ServerLink | undefined;
  #saver: ValuesSaver | undefined;
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
    this.host = this.#makeHost(NOBODY, this.logs, true);
    this.repositories = new Repositories(this, {
      ...news,
      opened: (path) => {
        this.#follow(path);
        news.opened(path);
      },
    });
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
    return this.host.engine;
  }

  lasts(): () => boolean {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }

  settled(): Promise<void> {
    return this.#becoming;
  }

  call<T>(action: (engine: WebEngine) => T): T {
    if (this.#closed) throw closed();
    return this.host.call(action);
  }

  /** The same for a change of an item: a log that is being read is read to its end first. */
  edit(path: string, action: (engine: WebEngine) => void): void {
    this.repositories.finish(repositoryOf(path));
    this.call(action);
  }

  /** Whether a repository is whole. */
  isOpen(repository: string): boolean {
    const isRead = this.#options.storage === "memory" || this.engine.isOpen(repository);
    return this.repositories.has(repository) && isRead;
  }

  /** Everything here is safe on this device, and on the server where that is asked for. */
  async settle(server: boolean, timeoutMillis: number): Promise<void> {
    await this.ready;
    await this.repositories.allOpen();
    if (this.#storage) {
      this.call((engine) => {
        engine.flush();
      });
      for (const path of this.repositories.paths) await this.#storage.sync(path);
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
      this.host.call((engine) => {
        engine.flush();
      });
    }
    this.#closed = true;
    this.#saver?.close();
    this.#server?.close();
    this.host.retire();
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
    if (this.logs instanceof FollowedLogs) this.logs.close();
    // The keeper before may have met the organisation since.
    if (!this.#identity?.rootKey && this.#options.storage === "device") {
      this.#identity = await openIdentity(this.#options.path, this.#options.storage);
    }
    this.#storage = storage;
    const logs = new KeptLogs(storage, this.#tabs, stampOf(this.#options.definition));
    if (storage.kind === "device") this.#saver = new ValuesSaver(logs, () => this.engine);
    logs.onGrowth = (path) => this.#saver?.grown(path);
    this.#becoming = this.#become(logs, false);
    await this.#becoming;
    this.#tabs.send({ kind: "keeper", rootKey: this.#identity?.rootKey });
    this.#requests.rejectAll(new Superseded());
    if (this.#options.peers !== undefined) this.#server = this.#dial(this.#options.peers);
  }

  /** What is on the screen comes first: the connection is made when everything that was asked for is open. */
  #dial(peers: string): ServerLink {
    const server = new ServerLink(peers, {
      call: (action) => {
        if (!this.#closed) this.call(action);
      },
      changed: (link) => {
        this.#tellLink(link);
      },
    });
    const start = () => {
      server.start();
    };
    this.repositories.allOpen().then(start, start);
    return server;
  }

  /**
   * Another engine takes the place of the present one, on the logs of the new role: the first one at once, a later one
   * when it holds all that the one before it does.
   */
  async #become(logs: Logs, follower: boolean): Promise<void> {
    this.#turn++;
    const lasts = this.lasts();
    const host = this.#makeHost(this.#identity ?? NOBODY, logs, follower);
    const opened = new Set<string>();
    const isFirst = this.logs instanceof NoLogs;
    for (let left = isFirst ? [] : this.repositories.paths; left.length > 0;) {
      await Promise.all(left.map((path) => openOn(host, logs, path, lasts)));
      left.forEach((path) => opened.add(path));
      left = this.repositories.paths.filter((path) => !opened.has(path));
    }
    if (!lasts()) return;
    const before = this.host;
    host.call((engine) => {
      engine.succeed(before.engine);
    });
    before.retire();
    this.host = host;
    this.logs = logs;
    this.repositories.replaced();
    for (const path of opened) this.repositories.announce(path);
    this.#started?.();
  }

  #makeHost(identity: Identity, logs: Logs, follower: boolean): Host {
    const news: News = {
      ...this.#news,
      changed: (path, before, local) => {
        this.repositories.changed(path);
        this.#news.changed(path, before, local);
      },
      connected: (connection) => this.#server?.certified(connection),
      rejected: (_, code, reason) => this.#server?.rejected(code, reason),
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

  /** Takes in what the keeper appended since a log was loaded. */
  #follow(path: string): void {
    if (!(this.logs instanceof FollowedLogs) || !this.engine.isOpen(path)) return;
    for (const bytes of this.logs.tail(path)) {
      this.host.call((engine) => {
        engine.followed(path, bytes);
      });
    }
  }

  /** This tab among the others, as the keeper. */
  #asKeeper(): Keeper {
    return {
      replica: this,
      reigns: this.logs instanceof KeptLogs,
      rootKey: this.#identity?.rootKey,
      load: async (path) => (await this.#storage?.load(path)) ?? new Int8Array(),
    };
  }

  /** This tab among the others, as a follower. */
  #asFollower(): Follower {
    return {
      replica: this,
      logs: this.#coming,
      follows: this.logs === this.#coming,
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
