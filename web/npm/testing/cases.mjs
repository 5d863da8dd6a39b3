// The shared list of cases (core/src/test/resources/cases) through the public API, the same code in Node and in a
// browser; SharedCasesTest does the same in Java.
import { startAuthority } from "./authority.mjs";

const REPOSITORY = "/data/cases";
const NEWEST = 3;
const PATIENCE_MILLIS = 20_000;

/**
 * Peers that are offline but for a case's syncs, and their server.
 *
 * @param client what the client's module exports, which must be ready to evaluate expressions
 * @param golden the module of the golden vectors, which has an authority
 * @param definition the definition file of the cases
 */
export async function startPeers(client, golden, definition) {
  const authority = await startAuthority(golden, JSON.stringify(definition));
  const before = globalThis.WebSocket;
  globalThis.WebSocket = authority.sockets();
  return new Peers(client, authority, definition, () => {
    globalThis.WebSocket = before;
  });
}

class Peers {
  #client;
  #authority;
  #apps;
  #restore;
  #databases = new Map();
  #unseen = new Map();
  #cases = 0;

  constructor(client, authority, definition, restore) {
    this.#client = client;
    this.#authority = authority;
    this.#restore = restore;
    // The applications that know the schemas up to each version.
    this.#apps = Array.from({ length: NEWEST }, (_, i) => {
      const schemas = Object.entries(definition.schemas).map(([name, all]) => [
        name,
        all.filter(({ version }) => version <= i + 1),
      ]);
      return client.defineApp({ schemas: Object.fromEntries(schemas) });
    });
  }

  /** Runs a case on an item of its own; rejects where it ends otherwise than it says. */
  run(topic, one) {
    return new Run(this, topic, one, `${REPOSITORY}/${topic.schema}${++this.#cases}`).run();
  }

  async close() {
    await Promise.all([...this.#databases.values()].map((db) => db.close()));
    this.#authority.stop();
    this.#restore();
  }

  app(version) {
    return this.#apps[version - 1];
  }

  /** The database of somebody whose application knows the schemas up to a version. */
  db(who, version) {
    const path = `${who}${version}`;
    let db = this.#databases.get(path);
    if (!db) {
      db = new this.#client.GoatDB({
        app: this.app(version),
        path,
        storage: "memory",
        peers: "ws://authority",
        commitsPerSecond: 1000,
      });
      db.setOnline(false);
      void db.open(REPOSITORY);
      db.onDeletedWithUnseenEdits(({ item, fields, local }) => {
        const told = this.unseen(who, version, item.path);
        for (const field of fields) told.add(local ? `${field} (here)` : field);
      });
      this.#databases.set(path, db);
    }
    return db;
  }

  /** The fields of edits of an item of which somebody was told that a deletion met them. */
  unseen(who, version, path) {
    const key = `${who}${version} ${path}`;
    const told = this.#unseen.get(key) ?? new Set();
    this.#unseen.set(key, told);
    return told;
  }

  /** Connects some with the server until all hold the same. */
  async sync(dbs) {
    for (const db of dbs) db.setOnline(true);
    try {
      await until(() => {
        const held = this.#authority.digest(REPOSITORY);
        return dbs.every(
          (db) => db.syncState().pending === 0 && db.digests(REPOSITORY).startsWith(`${held} `),
        );
      });
    } finally {
      for (const db of dbs) db.setOnline(false);
    }
  }
}

/** One case. */
class Run {
  #all;
  #topic;
  #case;
  #path;
  #versions;

  constructor(all, topic, one, path) {
    this.#all = all;
    this.#topic = topic;
    this.#case = one;
    this.#path = path;
    this.#versions = new Map(Object.entries(one.peers ?? topic.peers));
  }

  async run() {
    for (const step of [...this.#topic.begins, ...this.#case.steps]) {
      await tick();
      await this.#take(step);
    }
    await this.#sync(this.#peers);
    for (const peer of this.#peers) this.#checkEnd(peer, { ...this.#case, ...this.#case[peer] });
    for (const field of this.#case.same ?? []) {
      const having = this.#peers.filter((peer) => field in this.#schema(peer).fields);
      const found = [...new Set(having.map((peer) => String(plain(this.#item(peer).get(field)))))];
      if (found.length !== 1 || found[0] === "null") {
        throw new Error(`expected ${field} to be the same for all, and it is ${found.join(", ")}`);
      }
    }
  }

  get #peers() {
    return [...this.#versions.keys()];
  }

  async #take([who, verb, ...more]) {
    if (who === "sync") {
      await this.#sync(verb === undefined ? this.#peers : [verb, ...more]);
    } else if (verb === "sees") {
      this.#checkValues(who, more[0]);
    } else if (verb === "finds nothing") {
      same(this.#db(who).item(this.#path) === undefined, true, `${who} to find nothing`);
    } else if (verb === "runs") {
      await this.#sync([who]);
      this.#versions.set(who, more[0]);
      await this.#sync([who]);
    } else if (verb === "fails") {
      this.#refused(who, ...more);
    } else {
      this.#edit(who, verb, ...more);
      await this.#db(who).flush();
    }
  }

  #refused(who, code, part, step) {
    let error;
    try {
      this.#edit(who, ...step);
    } catch (thrown) {
      error = thrown;
    }
    same(error?.code, code, `${who} to be refused with the code`);
    contains(error.message, part, `${who} to be refused with`);
  }

  #edit(who, verb, ...more) {
    if (verb === "create") {
      const values = Object.entries(more[0]).map(([field, value]) => [field, this.#given(who, field, value)]);
      this.#db(who).create(this.#path, this.#schema(who), Object.fromEntries(values));
      return;
    }
    const item = this.#item(who);
    const [field, ...rest] = more;
    if (verb === "set") item.set(field, this.#given(who, field, rest[0]));
    else if (verb === "delete" || verb === "restore") item[verb]();
    else if (["clear", "increase", "add", "remove", "put", "take"].includes(verb)) item[verb](field, ...rest);
    else throw new Error(`no such step: ${verb}`);
  }

  /** A value of JSON as the field takes it. */
  #given(who, field, value) {
    const isInstant = this.#schema(who).fields[field]?.type === "instant";
    return isInstant && typeof value === "number" ? new Date(value) : value;
  }

  #sync(some) {
    return this.#all.sync(some.map((who) => this.#db(who)));
  }

  #db(who) {
    return this.#all.db(who, this.#versions.get(who));
  }

  #schema(who) {
    return this.#all.app(this.#versions.get(who))[this.#topic.schema];
  }

  #item(who) {
    const item = this.#db(who).item(this.#path);
    if (!item) throw new Error(`expected ${who} to have the item`);
    return item;
  }

  #checkEnd(who, end) {
    same(this.#db(who).item(this.#path) === undefined, end.absent ?? false, `${who} to find nothing`);
    if (end.absent) return;
    const item = this.#item(who);
    this.#checkValues(who, end.shows ?? {});
    same(item.isDeleted, end.deleted ?? false, `deleted for ${who}`);
    const problems = end.problems ?? {};
    same(Object.keys(item.problems()).sort(), Object.keys(problems).sort(), `the problems of ${who}`);
    for (const [field, part] of Object.entries(problems)) {
      contains(item.problems()[field], part, `the problem of ${who}`);
    }
    for (const [field, lines] of Object.entries(end.why ?? {})) {
      same(why(item.explain(field)), lines, `why ${who} sees ${field}`);
    }
    if (end.unseen) {
      const told = this.#all.unseen(who, this.#versions.get(who), this.#path);
      same([...told].sort(), end.unseen, `the unseen edits of ${who}`);
    }
  }

  #checkValues(who, values) {
    const item = this.#item(who);
    const shown = Object.keys(values).map((field) => [field, plain(item.get(field))]);
    same(Object.fromEntries(shown), values, `what ${who} sees`);
  }
}

function same(actual, expected, what) {
  const [found, wanted] = [text(actual), text(expected)];
  if (found !== wanted) throw new Error(`expected ${what} to be ${wanted}, and it is ${found}`);
}

function contains(actual, part, what) {
  if (!actual.includes(part)) throw new Error(`expected ${what} “${part}”, and it is “${actual}”`);
}

/** Alike for values that are alike, whatever the order of their entries. */
function text(value) {
  const ordered = (_, part) => {
    if (typeof part === "bigint") return `${part}n`;
    const isObject = typeof part === "object" && part !== null && !Array.isArray(part);
    return isObject ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part;
  };
  return String(JSON.stringify(value, ordered));
}

function why({ rule, changes }) {
  return [rule, ...changes.map(({ shows, what }) => `${shows ? "shows" : "lost"}: ${what}`)];
}

/** A value as it stands in a case. */
function plain(value) {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Set)
    return [...value].sort((a, b) => (typeof a === "number" ? a - b : a < b ? -1 : 1));
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value ?? null;
}

/** What happens later is later by the clock. */
async function tick() {
  const now = Date.now();
  await until(() => Date.now() > now);
}

async function until(condition) {
  const end = Date.now() + PATIENCE_MILLIS;
  while (!condition()) {
    if (Date.now() > end) throw new Error("expected it to happen within 20 seconds");
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
