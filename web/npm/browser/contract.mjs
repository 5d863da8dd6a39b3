// Runs the contract of stores (core/src/test/resources/contract/stores.json) on a storage of a page: in Node, or in a
// page. What the file means is said in the Java package dev.goatdb.core.contract, which runs it on the other stores.

/** The cases of a store, as many as the file says. */
export function casesOf(contract, store) {
  const { can, cases: count } = contract.stores[store];
  const cases = contract.cases.filter(({ needs }) => needs.every((ability) => can.includes(ability)));
  if (cases.length !== count) throw new Error(`${cases.length} cases are for ${store}, not ${count}`);
  return cases;
}

/** The steps of a walk with so many calls, the same as Walk.java makes, for a storage that can do this. */
export function walk(seed, calls, can) {
  return new Walk(seed, can).steps(calls);
}

/** The changes among steps. */
export function changes(steps) {
  return steps.filter(([verb]) => !["holds", "index", "reads", "lists"].includes(verb));
}

/** Takes steps with the storage that is opened; throws where anything else is found than a step says. */
export async function run(open, steps) {
  const trial = new Trial(open, await open());
  let at = 0;
  try {
    for (; at < steps.length; at++) await trial.take(steps[at]);
    await trial.end();
  } catch (error) {
    const step = at < steps.length ? JSON.stringify(steps[at]).slice(0, 120) : "the end";
    throw new Error(`step ${at}, ${step}: ${error.message}`, { cause: error });
  } finally {
    await trial.close();
  }
}

const LOGS = ["/data/one", "/data/t%o", "/other/three"];

/** Changes at random, and what a map holds after them: see Walk.java. */
class Walk {
  #next;
  #can;
  #steps = [];
  #logs = new Map();
  #indexes = new Map();

  constructor(seed, can) {
    this.#next = mulberry32(seed);
    this.#can = can;
  }

  steps(calls) {
    for (let i = 0; i < calls; i++) {
      const log = LOGS[this.#next() % LOGS.length];
      const kind = this.#next() % 20;
      const x = this.#next();
      this.#call(kind, log, x, this.#next());
    }
    this.#lookAtAll();
    this.#reopen();
    return this.#steps;
  }

  #call(kind, log, x, y) {
    if (kind === 0) this.#reopen();
    else if (kind === 1) this.#release(log);
    else if (kind <= 3) this.#truncate(log, x);
    else if (kind === 4) this.#replace(log, some(x, y));
    else if (kind <= 6) this.#derive(log, x, y);
    else if (kind <= 9) this.#steps.push(["sync", log]);
    else if (kind <= 11) this.#look(log);
    else if (kind === 12) this.#list();
    else this.#append(log, some(x, y));
  }

  #append(log, part) {
    this.#steps.push(["append", log, part]);
    this.#logs.set(log, this.#log(log).concat(numbers(part)));
  }

  #replace(log, part) {
    this.#steps.push(["replace", log, part]);
    this.#logs.set(log, numbers(part));
    this.#indexes.delete(log);
  }

  #truncate(log, x) {
    const length = x % (this.#log(log).length + 1);
    this.#steps.push(["truncate", log, length]);
    if (this.#logs.has(log)) this.#logs.set(log, this.#log(log).slice(0, length));
  }

  #release(log) {
    if (!this.#can.includes("release")) return;
    this.#steps.push(["release", log]);
    this.#look(log);
  }

  #derive(log, x, y) {
    if (!this.#can.includes("index")) return;
    this.#look(log);
    const before = this.#index(log);
    const offset = x % (before.length + 2);
    const part = { from: y % 251, length: (y >>> 8) % 1000 };
    this.#steps.push(["derive", log, offset, part]);
    if (offset <= before.length) {
      this.#indexes.set(log, before.slice(0, offset).concat(numbers(part)));
    }
  }

  #reopen() {
    this.#steps.push(["reopen"]);
    if (this.#can.includes("fleeting")) {
      this.#logs.clear();
      this.#indexes.clear();
    }
    this.#lookAtAll();
  }

  #lookAtAll() {
    for (const log of LOGS) this.#look(log);
    this.#list();
  }

  #look(log) {
    this.#steps.push(["holds", log, this.#log(log)]);
    if (this.#can.includes("index")) this.#steps.push(["index", log, this.#index(log)]);
  }

  #list() {
    this.#steps.push(["lists", [...this.#logs.keys()].sort()]);
  }

  #log(log) {
    return this.#logs.get(log) ?? [];
  }

  #index(log) {
    return this.#indexes.get(log) ?? [];
  }
}

// Bytes of which few are many.
function some(x, y) {
  const most = y % 20 === 0 ? 90_000 : y % 5 === 0 ? 5_000 : 600;
  return { from: x % 251, length: (y >>> 5) % most };
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * A storage and the steps that are taken with it. Every buffer is spoilt as soon as the storage has taken it or given
 * it away, since it is the caller's. A sync is waited for at the next look, so that it is under way while changes
 * follow.
 */
class Trial {
  #open;
  #storage;
  #syncs = [];
  /** What was read, and a copy of what it was then. */
  #reads = [];

  constructor(open, storage) {
    this.#open = open;
    this.#storage = storage;
  }

  async take([verb, ...values]) {
    switch (verb) {
      case "append":
        return this.#given(values[1], (bytes) => this.#storage.append(values[0], bytes));
      case "replace":
        return this.#given(values[1], (bytes) => this.#storage.replace(values[0], bytes));
      case "truncate":
        return this.#storage.truncate(...values);
      case "sync":
        return void this.#syncs.push(this.#storage.sync(...values));
      case "close":
        return Promise.all([this.close(), this.close()]);
      case "reopen":
        return this.#reopen();
      case "refused":
        return this.#refused(...values);
      case "holds":
        return this.#holds(...values);
      case "lists":
        return this.#lists(...values);
      default:
        throw new Error(`a page's storage does not do "${verb}"`);
    }
  }

  async end() {
    await this.#settled();
    for (const [bytes, copy] of this.#reads) same(copy, bytes, "what was read is now");
  }

  close() {
    return this.#storage.close();
  }

  #given(part, take) {
    const bytes = Int8Array.from(numbers(part));
    take(bytes);
    bytes.fill(99);
  }

  async #reopen() {
    await this.close();
    await this.#settled();
    this.#storage = await this.#open();
  }

  async #holds(log, part) {
    await this.#settled();
    const spoilt = await this.#storage.load(log);
    spoilt.fill(99);
    const bytes = await this.#storage.load(log);
    same(Int8Array.from(numbers(part)), bytes, "there are");
    this.#reads.push([bytes, bytes.slice()]);
  }

  async #lists(expected) {
    await this.#settled();
    const logs = await this.#storage.logs();
    if (JSON.stringify(logs) !== JSON.stringify(expected)) throw new Error(`the logs are ${logs}`);
  }

  // A change is not answered: that it was refused is told by the sync behind it.
  async #refused(code, step) {
    let error;
    try {
      await this.take(step);
      await this.#storage.sync(step[1]);
    } catch (thrown) {
      error = thrown;
    }
    if (error?.code !== code) throw new Error(`not refused with "${code}" but ${error ?? "done"}`);
    if (!error.remedy || !error.message.endsWith(error.remedy)) throw new Error(`no remedy: ${error}`);
  }

  #settled() {
    return Promise.all(this.#syncs.splice(0));
  }
}

// Bytes as the file writes them: numbers, or a part of the endless pattern 1, 2, ... 251, 1, 2, ...
function numbers(written) {
  if (Array.isArray(written)) return written;
  return Array.from({ length: written.length }, (_, i) => 1 + ((written.from + i) % 251));
}

function same(expected, found, what) {
  if (found.length !== expected.length) {
    throw new Error(`${what} ${found.length} bytes, not ${expected.length}`);
  }
  const at = found.findIndex((byte, i) => byte !== expected[i]);
  if (at >= 0) throw new Error(`${what}, at ${at}, byte ${found[at]}, not ${expected[at]}`);
}
