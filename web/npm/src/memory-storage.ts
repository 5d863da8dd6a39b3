/** Logs kept in memory: for tests, and where the browser offers nothing that lasts. */
import type { Storage } from "./storage.js";

interface Log {
  chunks: Int8Array<ArrayBuffer>[];
  length: number;
}

export class MemoryStorage implements Storage {
  readonly kind = "memory";
  readonly #logs = new Map<string, Log>();
  #closed = false;

  load(log: string): Promise<Int8Array> {
    return this.#answer(() => {
      const found = this.#logs.get(log);
      return found ? merged(found).slice() : new Int8Array(0);
    });
  }

  /** Memory starts empty: there is nothing to show before it is read. */
  loadValues(): Promise<undefined> {
    return this.#answer(() => undefined);
  }

  storeValues(): void {
    // See loadValues.
  }

  append(log: string, bytes: Int8Array): void {
    if (this.#closed) return;
    const found = this.#logs.get(log);
    if (!found) {
      this.replace(log, bytes);
      return;
    }
    found.chunks.push(new Int8Array(bytes));
    found.length += bytes.length;
  }

  replace(log: string, bytes: Int8Array): void {
    if (!this.#closed) this.#logs.set(log, { chunks: [new Int8Array(bytes)], length: bytes.length });
  }

  truncate(log: string, length: number): void {
    const found = this.#logs.get(log);
    if (this.#closed || !found || length >= found.length) return;
    found.chunks = [merged(found).slice(0, length)];
    found.length = length;
  }

  sync(): Promise<void> {
    return this.#answer(() => undefined);
  }

  logs(): Promise<string[]> {
    return this.#answer(() => [...this.#logs.keys()].sort());
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#logs.clear();
    return Promise.resolve();
  }

  onFailure(): void {
    // Memory does not fail without taking the page with it.
  }

  #answer<T>(value: () => T): Promise<T> {
    if (!this.#closed) return Promise.resolve(value());
    const remedy = "Open the database again.";
    return Promise.reject(
      Object.assign(new Error(`The storage is closed. ${remedy}`), { code: "closed", remedy }),
    );
  }
}

// All bytes of a log in one piece, which the log keeps.
function merged(log: Log): Int8Array {
  const whole = joined(log.chunks);
  log.chunks = [whole];
  return whole;
}

/** The chunks in one piece, which is the chunk itself where there is only one. */
export function joined(chunks: Int8Array<ArrayBuffer>[]): Int8Array<ArrayBuffer> {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const whole = new Int8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  return whole;
}
