// The replica of this page: the engine of the moment, and the role of this tab among those that share it.
import { type Follower, hear, type Keeper, serve } from "./conversation.js";
import { closed, toGoatError } from "./errors.js";
import type { WebEngine } from "./engine.js";
import { Host, type News } from "./host.js";
import { type Identity, openIdentity } from "./identity.js";
import { NOBODY, withRoot } from "./keys.js";
import { FollowedLogs, KeptLogs, type Logs, Superseded } from "./logs.js";
import { onLeaving } from "./leaving.js";
import { ALONE, type ReplicaNews, type ReplicaOptions } from "./replica-options.js";
import { Requests } from "./requests.js";
import { settled, settleOnServer } from "./settling.js";
import { ServerLink, wireTo } from "./server-link.js";
import { Repositories, repositoryOf } from "./repositories.js";
import { Role } from "./role.js";
import { openStorage, type Storage } from "./storage.js";
import { type Link, Tabs } from "./tabs.js";
import { Signal } from "./signal.js";
import { stampOf } from "./values.js";
import { ValuesSaver } from "./values-saver.js";

const PATIENCE_MILLIS = 5_000;

/** The engine of this page, whoever keeps its log. */
export class Replica {
  readonly #options: ReplicaOptions;
  readonly #news: ReplicaNews;
  readonly #tabs: Tabs;
  /** What the page wants of the replica. */
  readonly repositories: Repositories;
  readonly #requests = new Requests();
  #identity: Identity | undefined;
  readonly #role: Role;
  readonly #stopLeaving: () => void;
  #storage: Storage | undefined;
  #server: ServerLink | undefined;
  #saver: ValuesSaver | undefined;
  /** What stands between this replica and its server. */
  link: Link;
  /** The logs of the role that this tab is taking on, or has. */
  #coming: FollowedLogs | undefined;
  #closed = false;
  #wantsOnline = true;
  #followed = "";
  readonly #started = new Signal();
  /** Resolves when this tab has a role; rejects where its storage cannot be opened. */
  readonly ready: Promise<void>;

  constructor(options: ReplicaOptions, news: ReplicaNews) {
    this.#options = options;
    this.#news = news;
    this.link =
      options.peers === undefined ? ALONE : { ...ALONE, connection: "connecting", offline: undefined };
    this.#role = new Role({
      makeHost: (logs, follower) => this.#makeHost(this.#identity ?? NOBODY, logs, follower),
      wanted: () => this.repositories.paths,
      replaced: (failures) => {
        this.repositories.replaced(failures);
        this.#started.tell();
      },
    });
    this.repositories = new Repositories(this.#role, () => this.ready, {
      ...news,
      opened: (path) => {
        this.#follow(path);
        news.opened(path);
      },
    });
    this.#stopLeaving = onLeaving(this.#leave);
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
    return this.#role.host.engine;
  }

  call<T>(action: (engine: WebEngine) => T): T {
    if (this.#closed) throw closed();
    return this.#role.host.call(action);
  }

  /** The same for a change of an item: a log that is being read is read to its end first. */
  edit(path: string, action: (engine: WebEngine) => void): void {
    this.repositories.finish(repositoryOf(path));
    this.call(action);
  }

  /** Whether a repository is whole. */
  isOpen(path: string): boolean {
    const isRead = this.#options.storage === "memory" || this.engine.isOpen(path);
    return this.repositories.has(path) && isRead;
  }

  /** Everything here is safe on this device, and on the server where that is asked for. */
  async settle(server: boolean, timeoutMillis: number): Promise<void> {
    await this.ready;
    await settled(this.#role, () => this.#settleNow(server, timeoutMillis));
    await this.repositories.allOpen();
  }

  async #settleNow(server: boolean, timeoutMillis: number): Promise<void> {
    await this.repositories.allOpen().catch(() => undefined);
    this.#leave();
    if (!(this.#role.logs instanceof KeptLogs)) {
      const ask = (request: number) => {
        this.#tabs.send({ kind: "settle", request, server, timeoutMillis });
      };
      await this.#requests.ask(ask, timeoutMillis + PATIENCE_MILLIS);
      return;
    }
    for (const path of this.repositories.paths) await this.#storage?.sync(path);
    if (server) await settleOnServer(this, this.#server, timeoutMillis);
  }

  /** Goes offline, or back online, with all tabs of this replica. */
  setOnline(wanted: boolean): void {
    this.#wantsOnline = wanted;
    if (this.#server) this.#server.setWanted(wanted);
    else this.#tabs.send({ kind: "online", wanted });
  }

  /** Makes what is left durable; a keeper that does not answer is waited for a moment only. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS));
    await Promise.race([this.settle(false, PATIENCE_MILLIS).catch(() => undefined), patience]);
    this.#leave();
    this.#closed = true;
    this.#stopLeaving();
    this.#saver?.close();
    this.#server?.close();
    this.#role.host.retire();
    try {
      await this.#storage?.close();
    } finally {
      this.#tabs.close();
    }
  }

  /** Edits that were gathered become commits now. */
  readonly #leave = (): void => {
    if (this.#closed) return;
    this.call((engine) => {
      engine.flush();
    });
  };

  /** This tab becomes the keeper now, later or never; until then it follows the one there is. */
  async #start(): Promise<void> {
    const first = this.#started.next();
    const identified = openIdentity(this.#options.path, this.#options.storage).then((identity) => {
      this.#identity = withRoot(identity, identity.rootKey ?? this.#options.rootKey);
    });
    const reign = this.#tabs.elected().then(() => this.#keep(identified));
    reign.catch((error: unknown) => {
      if (!this.#closed) this.#news.failed(error);
    });
    await identified;
    this.#tabs.send({ kind: "hello" });
    await Promise.race([first, reign]);
  }

  /** Where that fails, another tab may try. */
  async #keep(identified: Promise<void>): Promise<void> {
    try {
      const storage = await openStorage(this.#options.path, this.#options.storage);
      await identified;
      if (this.#closed) await storage.close();
      else await this.#keepIn(storage);
    } catch (error) {
      this.#storage = undefined;
      this.#tabs.resign();
      throw error;
    }
  }

  async #keepIn(storage: Storage): Promise<void> {
    storage.onFailure((error) => {
      this.#news.failed(toGoatError(error));
    });
    if (this.#role.logs instanceof FollowedLogs) this.#role.logs.close();
    // The keeper before may have met the organisation since.
    if (!this.#identity?.rootKey && this.#options.storage === "device") {
      this.#identity = await openIdentity(this.#options.path, this.#options.storage);
    }
    this.#storage = storage;
    const logs = new KeptLogs(storage, this.#tabs, stampOf(this.#options.definition));
    if (storage.kind === "device") this.#saver = new ValuesSaver(logs, () => this.engine);
    logs.onGrowth = (path) => this.#saver?.grown(path);
    await this.#role.take(logs, false);
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
    server.setWanted(this.#wantsOnline);
    const start = () => {
      server.start();
    };
    this.repositories.allOpen().then(start, start);
    return server;
  }

  #makeHost(identity: Identity, logs: Logs, follower: boolean): Host {
    const news: News = {
      ...this.#news,
      changed: (path, before, local) => {
        this.repositories.changed(path);
        return this.#news.changed(path, before, local);
      },
      connected: (connection) => this.#server?.certified(connection),
      rejected: (_, code, reason) => this.#server?.rejected(code, reason),
      joined: (rootKey) => {
        this.#identity = withRoot(identity, rootKey);
        this.#tabs.send({ kind: "keeper", rootKey });
      },
    };
    const wire = wireTo(() => this.#server);
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
    if (!(this.#role.logs instanceof FollowedLogs) || !this.engine.isOpen(path)) return;
    for (const bytes of this.#role.logs.tail(path)) {
      this.#role.host.call((engine) => {
        engine.followed(path, bytes);
      });
    }
  }

  /** This tab among the others, as the keeper. */
  #asKeeper(): Keeper {
    return {
      replica: this,
      reigns: this.#role.logs instanceof KeptLogs,
      rootKey: this.#identity?.rootKey,
      load: async (path) => (await this.#storage?.load(path)) ?? new Int8Array(),
    };
  }

  /** This tab among the others, as a follower. */
  #asFollower(): Follower {
    return {
      replica: this,
      logs: this.#coming,
      follows: this.#role.logs === this.#coming,
      requests: this.#requests,
      follow: (rootKey) => {
        this.#followKeeper(rootKey);
      },
      grown: (path) => {
        this.#follow(path);
      },
      link: (link) => {
        this.#wantsOnline = link.offline !== "wanted";
        this.#tellLink(link);
      },
    };
  }

  /** A keeper that says the same twice is followed already. */
  #followKeeper(rootKey: Int8Array | undefined): void {
    const identity = this.#identity;
    const keeper = `${this.#tabs.term} ${rootKey?.join() ?? ""}`;
    if (!identity || keeper === this.#followed) return;
    this.#followed = keeper;
    this.#coming?.close();
    this.#coming = new FollowedLogs(this.#tabs);
    this.#identity = withRoot(identity, rootKey);
    this.#role.take(this.#coming, true).catch((error: unknown) => {
      this.#news.failed(error);
    });
    this.#requests.rejectAll(new Superseded());
  }
}
