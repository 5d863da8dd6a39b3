/** Logs kept in memory: for tests, and where the browser offers nothing that lasts. */
import type { Storage } from "./storage.js";

interface Log {
  chunks: Int8Array[];
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

  append(log: string, bytes: Int8Array): void {
    if (this.#closed) return;
    const found = this.#logs.get(log);
    if (!found) {
      this.replace(log, bytes);
      return;
    }
    found.chunks.push(bytes.slice());
    found.length += bytes.length;
  }

  replace(log: string, bytes: Int8Array): void {
    if (!this.#closed) this.#logs.set(log, { chunks: [bytes.slice()], length: bytes.length });
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
  const [first] = log.chunks;
  if (log.chunks.length === 1 && first) return first;
  const whole = new Int8Array(log.length);
  let end = 0;
  for (const chunk of log.chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  log.chunks = [whole];
  return whole;
}
