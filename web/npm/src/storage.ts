/** Where the logs of a replica are kept: on the device through a worker, or in memory. */
import { joined, MemoryStorage } from "./memory-storage.js";
import type { Reply, Request, Trouble } from "./storage-worker.js";

/** Where the logs of a replica are kept. Calls take effect in their order. */
export interface Storage {
  readonly kind: "device" | "memory";
  /** The whole log, empty where there is none. Rejects with an error with the code `storage-failed`. */
  load(log: string): Promise<Int8Array>;
  /** What was last stored beside a log, where the log is as it was then and the stamp is the same. */
  loadValues(log: string, stamp: number): Promise<Int8Array | undefined>;
  /**
   * Stores something beside a log that can be made from it again. Nothing comes of it where the log is not `length`
   * bytes long by then, or where it fails. The bytes are taken, not copied.
   */
  storeValues(log: string, length: number, stamp: number, bytes: Int8Array<ArrayBuffer>): void;
  /** Adds bytes, which are copied, to the end of a log. */
  append(log: string, bytes: Int8Array): void;
  /** Puts other bytes in a log's place: a crash leaves the old ones or the new ones. */
  replace(log: string, bytes: Int8Array): void;
  /** Cuts a log off; one that is shorter stays as it is. */
  truncate(log: string, length: number): void;
  /** Resolves when all earlier changes of this log survive a crash. */
  sync(log: string): Promise<void>;
  /** All logs there are, sorted. */
  logs(): Promise<string[]>;
  /** Everything is written and synced, and no file is held. Rejects where a write had failed. */
  close(): Promise<void>;
  /** A write failed: told once, and whatever is called afterwards rejects. */
  onFailure(listener: (error: Error) => void): void;
}

/**
 * Opens the storage of the replica with this name, which one page at a time may have: another gets an error with the
 * code `in-use`. Where the browser has no storage that lasts, what opens is memory, and the console says so.
 */
export async function openStorage(name: string, wanted: "device" | "memory"): Promise<Storage> {
  if (wanted === "memory") return new MemoryStorage();
  if (typeof Worker === "undefined" || typeof navigator === "undefined" || !("storage" in navigator)) {
    return fallback("there is no private file system here");
  }
  const worker = new Worker(new URL("./storage-worker.js", import.meta.url), {
    type: "module",
    name: "goatdb-storage",
  });
  const storage = new DeviceStorage(worker);
  try {
    await storage.open(name);
    return storage;
  } catch (error) {
    worker.terminate();
    if (error instanceof Error && "missing" in error) return fallback(error.message);
    throw error;
  }
}

let warned = false;

function fallback(reason: string): Storage {
  if (!warned) {
    warned = true;
    console.warn(
      `GoatDB keeps its data in memory, and nothing survives a reload: ${reason}. ` +
        "Use a current browser, and no private window.",
    );
  }
  return new MemoryStorage();
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

// A request that is answered, before it has its number.
type Unnumbered<T> = T extends { id: number } ? Omit<T, "id"> : never;
type Question = Unnumbered<Request>;

// A request that is not yet under way: an append still grows.
type Draft =
  Exclude<Request, { kind: "append" }> | { kind: "append"; log: string; chunks: Int8Array<ArrayBuffer>[] };

// Requests of one turn of the event loop travel to the worker in one message, one for all appends to a log that follow
// each other, and one sync of a log, behind everything else.
class DeviceStorage implements Storage {
  readonly kind = "device";
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: ((error: Error) => void)[] = [];
  readonly #syncs = new Map<string, Promise<void>>();
  #outbox: Draft[] = [];
  #last: Draft[] = [];
  #ids = 0;
  #failure: Error | undefined;
  #closing: Promise<void> | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<Reply>): void => {
      this.#received(event.data);
    };
    worker.onerror = (event): void => {
      event.preventDefault();
      this.#fail(
        failure({
          code: "storage-failed",
          what: `The storage worker failed: ${event.message || "its script could not be loaded"}.`,
          remedy:
            "Check that storage-worker.js is served beside the application and that its policies allow workers.",
        }),
      );
    };
  }

  async open(name: string): Promise<void> {
    await this.#ask({ kind: "open", name });
  }

  async load(log: string): Promise<Int8Array> {
    return (await this.#ask({ kind: "load", log })) as Int8Array;
  }

  async loadValues(log: string, stamp: number): Promise<Int8Array | undefined> {
    return (await this.#ask({ kind: "load-values", log, stamp })) as Int8Array | undefined;
  }

  storeValues(log: string, length: number, stamp: number, bytes: Int8Array<ArrayBuffer>): void {
    if (this.#open()) this.#post({ kind: "store-values", log, length, stamp, bytes });
  }

  append(log: string, bytes: Int8Array): void {
    if (!this.#open()) return;
    const last = this.#outbox.at(-1);
    if (last?.kind === "append" && last.log === log) last.chunks.push(new Int8Array(bytes));
    else this.#post({ kind: "append", log, chunks: [new Int8Array(bytes)] });
  }

  replace(log: string, bytes: Int8Array): void {
    if (this.#open()) this.#post({ kind: "replace", log, bytes: new Int8Array(bytes) });
  }

  truncate(log: string, length: number): void {
    if (this.#open()) this.#post({ kind: "truncate", log, length });
  }

  sync(log: string): Promise<void> {
    const shared = this.#syncs.get(log);
    if (shared) return shared;
    const synced = this.#ask({ kind: "sync", log }) as Promise<void>;
    if (this.#open()) this.#syncs.set(log, synced);
    return synced;
  }

  async logs(): Promise<string[]> {
    return (await this.#ask({ kind: "logs" })) as string[];
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  onFailure(listener: (error: Error) => void): void {
    const error = this.#failure;
    if (!error) {
      this.#listeners.push(listener);
      return;
    }
    queueMicrotask(() => {
      listener(error);
    });
  }

  async #close(): Promise<void> {
    try {
      await this.#ask({ kind: "close" });
    } finally {
      this.#worker.terminate();
    }
  }

  #open(): boolean {
    return !this.#failure && !this.#closing;
  }

  #ask(question: Question): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#closing) {
      const what = "The storage is closed.";
      return Promise.reject(failure({ code: "closed", what, remedy: "Open the database again." }));
    }
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ ...question, id });
    });
  }

  #post(request: Draft): void {
    if (this.#outbox.length + this.#last.length === 0) {
      queueMicrotask(() => {
        this.#deliver();
      });
    }
    (request.kind === "sync" || request.kind === "close" ? this.#last : this.#outbox).push(request);
  }

  #deliver(): void {
    const requests = [...this.#outbox, ...this.#last].map((draft): Request =>
      draft.kind === "append" ? { kind: "append", log: draft.log, bytes: joined(draft.chunks) } : draft,
    );
    const carried = requests.flatMap((request) => ("bytes" in request ? [request.bytes.buffer] : []));
    this.#outbox = [];
    this.#last = [];
    this.#syncs.clear();
    this.#worker.postMessage(requests, carried);
  }

  #received(reply: Reply): void {
    if (reply.kind === "failed") {
      this.#fail(failure(reply.trouble));
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === "refused") waiting?.reject(failure(reply.trouble));
    else waiting?.resolve(reply.value);
  }

  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.reject(error);
    for (const listener of this.#listeners) listener(error);
    // Nothing more is asked of the worker; ending it releases its files.
    this.#worker.terminate();
  }
}

function failure({ code, what, remedy, missing }: Trouble): Error {
  const error = Object.assign(new Error(missing ? what : `${what} ${remedy}`), { code, remedy });
  return missing ? Object.assign(error, { missing }) : error;
}
