// Where an engine gets logs from and where its effects go: the storage at the keeper, the keeper at a follower.
import { GoatError } from "./errors.js";
import type { Storage } from "./storage.js";
import type { Tabs } from "./tabs.js";

/** The logs of a replica as one engine sees them. */
export interface Logs {
  load(path: string): Promise<Int8Array>;
  /** What was stored of a repository, where it is just what its log says. */
  values(path: string): Promise<Int8Array | undefined>;
  append(path: string, bytes: Int8Array): void;
  replace(path: string, bytes: Int8Array): void;
  truncate(path: string, length: number): void;
  /** Makes a log safe and tells so. */
  sync(path: string, position: number): Promise<void>;
}

/** The keeper's: they go to the storage, and to the followers. */
export class KeptLogs implements Logs {
  readonly #storage: Storage;
  readonly #tabs: Tabs;
  readonly #lengths = new Map<string, number>();
  /** How long each log was when its values were stored. */
  readonly #stored = new Map<string, number>();
  readonly #stamp: number;
  /** Called when a log was opened, or written to. */
  onGrowth: ((path: string) => void) | undefined;

  /** @param stamp tells what makes values from those of another definition */
  constructor(storage: Storage, tabs: Tabs, stamp: number) {
    this.#storage = storage;
    this.#tabs = tabs;
    this.#stamp = stamp;
  }

  async load(path: string): Promise<Int8Array> {
    const bytes = await this.#storage.load(path);
    if (!this.#lengths.has(path)) this.#lengths.set(path, bytes.length);
    this.onGrowth?.(path);
    return bytes;
  }

  async values(path: string): Promise<Int8Array | undefined> {
    // What can be made again is not worth a failure.
    const values = await this.#storage.loadValues(path, this.#stamp).catch(() => undefined);
    if (values) this.#stored.set(path, this.lengthOf(path));
    return values;
  }

  /** How many bytes stand in a log. */
  lengthOf(path: string): number {
    return this.#lengths.get(path) ?? 0;
  }

  /** Whether the values of a log as it is now are stored. */
  isStored(path: string): boolean {
    return this.#stored.get(path) === this.lengthOf(path);
  }

  /** Stores the values of a log as it is now. */
  store(path: string, values: Uint8Array<ArrayBuffer>): void {
    const length = this.lengthOf(path);
    this.#stored.set(path, length);
    this.#storage.storeValues(path, length, this.#stamp, new Int8Array(values.buffer));
  }

  append(path: string, bytes: Int8Array): void {
    const at = this.lengthOf(path);
    this.#lengths.set(path, at + bytes.length);
    this.onGrowth?.(path);
    this.#storage.append(path, bytes);
    this.#tabs.send({ kind: "appended", path, at, bytes: bytes.slice() });
  }

  replace(path: string, bytes: Int8Array): void {
    this.#lengths.set(path, bytes.length);
    this.#storage.replace(path, bytes);
  }

  truncate(path: string, length: number): void {
    this.#lengths.set(path, length);
    this.#storage.truncate(path, length);
  }

  async sync(path: string, position: number): Promise<void> {
    await this.#storage.sync(path);
    this.#tabs.send({ kind: "synced", path, position });
  }
}

/** A follower's: what it makes is offered to the keeper, and what the keeper writes comes from there. */
export class FollowedLogs implements Logs {
  readonly #tabs: Tabs;
  readonly #waiting = new Map<string, PromiseWithResolvers<Int8Array>>();
  /** What was appended since a log was asked for; followed once that log is open. */
  readonly #tails = new Map<string, { end: number; later: { at: number; bytes: Int8Array }[] }>();

  #closed = false;

  constructor(tabs: Tabs) {
    this.#tabs = tabs;
  }

  load(path: string): Promise<Int8Array> {
    if (this.#closed) return Promise.reject(new Superseded());
    const waiting = withResolvers<Int8Array>();
    this.#waiting.set(path, waiting);
    this.#tails.set(path, { end: -1, later: [] });
    this.#tabs.send({ kind: "open", path });
    return waiting.promise;
  }

  /** A follower reads the log: what is stored may be older than what the keeper has just sent. */
  values(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  loaded(path: string, bytes: Int8Array): void {
    const tail = this.#tails.get(path);
    if (tail) tail.end = bytes.length;
    this.#waiting.get(path)?.resolve(bytes);
    this.#waiting.delete(path);
  }

  failed(path: string, error: GoatError): void {
    this.#waiting.get(path)?.reject(error);
    this.#waiting.delete(path);
  }

  appended(path: string, at: number, bytes: Int8Array): void {
    this.#tails.get(path)?.later.push({ at, bytes });
  }

  /** What follows on the bytes known so far. */
  *tail(path: string): Generator<Int8Array> {
    const tail = this.#tails.get(path);
    if (!tail || tail.end < 0) return;
    for (let next; (next = tail.later[0]);) {
      if (next.at >= tail.end) {
        yield next.bytes;
        tail.end = next.at + next.bytes.length;
      }
      tail.later.shift();
    }
  }

  append(path: string, bytes: Int8Array): void {
    this.#tabs.send({ kind: "offer", path, bytes: bytes.slice() });
  }

  replace(): void {
    // The keeper has begun the log.
  }

  truncate(): void {
    // The keeper has cut it.
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }

  /** The keeper is gone; whoever waits for it asks the next one. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting.values()) waiting.reject(new Superseded());
    this.#waiting.clear();
  }
}

/** Before anybody knows who keeps the logs, nothing is written. */
export class NoLogs implements Logs {
  load(): Promise<Int8Array> {
    return Promise.reject(new Superseded());
  }

  values(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  append(): void {
    // Nothing is committed yet.
  }

  replace(): void {
    // Nothing is opened yet.
  }

  truncate(): void {
    // Nothing is opened yet.
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }
}

/** Another keeper, or another role, has made what was being done pointless. */
export class Superseded extends GoatError {
  constructor() {
    super("unreachable", "The tab that kept the database was closed.", "Try again.");
  }
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
