// Stores what a repository holds, once nothing has changed for a while: the next page shows it before its log is read.
import type { WebEngine } from "./engine.js";
import type { State } from "./item.js";
import type { KeptLogs } from "./logs.js";
import { inSlices } from "./slices.js";
import { ValuesText } from "./values.js";

/** A log counts as at rest when nothing was written for so long; an edit is durable a second after it was made. */
const REST_MILLIS = 2_000;

/** A smaller log is read faster than anything could be shown before. */
const WORTH_BYTES = 100_000;

/** How many items are looked at in a step: some tenths of a millisecond. */
const STEP = 20;

/** Watches the logs that a keeper writes. */
export class ValuesSaver {
  readonly #logs: KeptLogs;
  readonly #engine: () => WebEngine;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor(logs: KeptLogs, engine: () => WebEngine) {
    this.#logs = logs;
    this.#engine = engine;
  }

  /** A log is open, or something was written to it. */
  grown(repository: string): void {
    if (this.#closed) return;
    clearTimeout(this.#timers.get(repository));
    const timer = setTimeout(() => {
      this.#timers.delete(repository);
      this.#save(repository).catch((error: unknown) => {
        console.warn(`GoatDB: the values of ${repository} could not be stored.`, error);
      });
    }, REST_MILLIS);
    this.#timers.set(repository, timer);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #save(repository: string): Promise<void> {
    const length = this.#logs.lengthOf(repository);
    const rests = () => !this.#closed && this.#logs.lengthOf(repository) === length;
    if (length < WORTH_BYTES || this.#logs.isStored(repository) || !this.#engine().isOpen(repository)) return;
    const engine = this.#engine();
    const gathered = await gather(engine, repository, rests);
    if (!gathered || !rests()) return;
    const text = gathered.text(Number.parseInt(engine.standing(repository), 10));
    this.#logs.store(repository, new TextEncoder().encode(text));
  }
}

/** All items of a repository that is at rest; nothing where one of them is not, or has no form. */
async function gather(
  engine: WebEngine,
  repository: string,
  rests: () => boolean,
): Promise<ValuesText | undefined> {
  const paths = engine.items(repository) as string[];
  const text = new ValuesText();
  const add = (path: string) => {
    const state = engine.state(path) as State | null;
    const saved = engine.saved(path);
    return state !== null && saved > 0 && (state.deleted || text.add(state, saved));
  };
  let at = 0;
  const step = () => {
    for (const end = at + STEP; at < Math.min(end, paths.length); at++)
      if (!add(paths[at] ?? "")) return true;
    return at === paths.length;
  };
  return (await inSlices(step, rests)) && at === paths.length ? text : undefined;
}
