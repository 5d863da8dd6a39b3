// What the engine's JavaScript module exports. Made from its Java source; after a change there, make it anew:
// mvn package -DskipTests -pl web -am -Ddeclarations=write

/**
 * The module of expressions, as the engine asks it. It travels only to pages whose definitions have other
 * expressions than `now()` and `newId()`.
 */
export interface ExpressionsPort {
  /** What is wrong with a definition file, and its remedy; nothing where it is good. CBOR. */
  check(definition: string): Int8Array;
  /** Reads and checks an expression in its surroundings: CBOR, an array of texts. */
  read(source: string, surroundings: string): Int8Array;
  /** Whether what an expression gives may be written to a field of a type. */
  fits(source: string, surroundings: string, type: string): boolean;
  /** Evaluates an expression: CBOR, an array. */
  evaluate(
    source: string,
    surroundings: string,
    nowMillis: number,
    random: Int8Array,
    variables: Int8Array,
  ): Int8Array;
}

/** What an engine is told at its start. */
export interface Options {
  /** The definition file as JSON. */
  readonly definition: string;
  /** The public key of this device's session, 32 bytes. */
  readonly sessionKey: Int8Array;
  /** The organisation's root public key, 32 bytes, where it is known. */
  readonly rootKey: Int8Array | null;
  /** Whether another engine keeps the log of this replica. */
  readonly follower: boolean;
  /** How many commits of one item are made per second at the most. */
  readonly commitsPerSecond: number;
}

/**
 * What the engine asks of the page, and what it tells it. Effects come in the order in which they must be
 * carried out; news come after the effects of the same call.
 */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number;
  /** Fills an array with random bytes. */
  random(bytes: Int8Array): void;
  /** Write bytes at the end of a log; in a follower, offer them to its keeper. */
  append(log: string, bytes: Int8Array): void;
  /** Put bytes in place of everything a log holds, in one step. */
  replace(log: string, bytes: Int8Array): void;
  /** Cut a log down to its first `length` bytes. */
  truncate(log: string, length: number): void;
  /** Make the first `position` bytes of a log safe, then call `synced`. */
  sync(log: string, position: number): void;
  /** Send a frame on a connection. */
  send(connection: number, frame: Int8Array): void;
  /** Close a connection. */
  hangup(connection: number, reason: string): void;
  /** Sign by the session's key, then call `signed`. */
  sign(ticket: number, message: Int8Array): void;
  /** Check a signature, then call `verified`. */
  verify(ticket: number, publicKey: Int8Array, message: Int8Array, signature: Int8Array): void;
  /** Call `wake` at that time at the latest. */
  wake(atMillis: number): void;
  /** First contact: remember the organisation's root key before anything else is carried out. */
  joined(rootKey: Int8Array): void;
  /**
   * What is shown of an item changed.
   *
   * @param before what was shown; null where nothing is known of it
   */
  changed(item: string, before: unknown, local: boolean): void;
  /** An item is deleted by somebody who had not seen edits of these fields: a list of names. */
  unseen(item: string, fields: unknown, local: boolean): void;
  /** Commits of a repository were receipted, became safe, or came in. */
  progress(repository: string): void;
  /**
   * A commit of this device was refused: `fields` are the names of what is lost with it, `values` is what it
   * had made of the item.
   */
  refused(item: string, commit: string, code: string, reason: string, fields: unknown, values: unknown): void;
  /** The server certified this session on a connection. */
  connected(connection: number): void;
  /** A connection failed for a reason that trying again will not cure. */
  rejected(connection: number, code: string, reason: string): void;
  /** Something for the log of the developer. */
  warning(text: string): void;
}

/** What JavaScript written by hand does faster than portable code, with the same results. */
export interface PurePort {
  /** The text that well-formed UTF-8 spells, or null where it is malformed. */
  decode(bytes: Int8Array, offset: number, length: number): string | null;
  /** Writes the SHA-256 of a part of the bytes to `digest`, 32 bytes. */
  sha256(bytes: Int8Array, offset: number, length: number, digest: Int8Array): void;
  /** The CRC32C of a part of the bytes. */
  crc32c(bytes: Int8Array, offset: number, length: number): number;
}

/**
 * The engine of a replica as the page calls it. Every call tells the time, and carries out through the
 * `Ports` what follows from it.
 */
export declare class WebEngine {
  private constructor();
  /** Whether the log of a repository is read. */
  isOpen(repository: string): boolean;
  /** Takes edits for a repository whose log is not read yet. */
  expect(repository: string): void;
  /** Opens a repository on its log in steps. */
  opening(repository: string, log: Int8Array): WebOpening;
  /** Takes the place of an earlier engine of the same replica. */
  succeed(earlier: WebEngine): void;
  /** A follower offered records to this log. */
  offered(repository: string, records: Int8Array): void;
  /** The keeper appended records to the log that this engine follows. */
  followed(repository: string, records: Int8Array): void;
  /** Creates an item of the newest version of a schema. */
  create(path: string, schema: string, values: unknown): void;
  /** Sets a field. */
  set(path: string, field: string, value: unknown): void;
  /** Takes the value of a field away. */
  clear(path: string, field: string): void;
  /** Adds to a counter. */
  increase(path: string, field: string, by: number): void;
  /** Adds an element to a set, or removes it. */
  include(path: string, field: string, element: unknown, wanted: boolean): void;
  /** Writes an entry of a map. */
  put(path: string, field: string, key: string, value: unknown): void;
  /** Removes an entry of a map. */
  take(path: string, field: string, key: string): void;
  /** Deletes or restores an item. */
  delete(path: string, deleted: boolean): void;
  /** The paths of all items of a repository, also deleted ones, in the order they came: a list. */
  items(repository: string): unknown;
  /** What is shown of an item, `{path, schema, deleted, values}`; null for an unknown one. */
  state(path: string): unknown;
  /** Where the newest edit of an item has got to: 0 pending, 1 here, 2 on the server. */
  saved(path: string): number;
  /** A live query, empty until it is filled; every argument but the repository may be null. */
  query(
    repository: string,
    schema: string | null,
    predicate: ((state: unknown) => boolean) | null,
    field: string | null,
    order: ((a: unknown, b: unknown) => number) | null,
    descending: boolean,
  ): WebQuery;
  /** Commits all edits that wait, and asks for the logs to be made safe. */
  flush(): void;
  /** Asks the server once more whether it holds the same. */
  compare(): void;
  /** Whether the server holds just what is held here, and has confirmed it. */
  isSettled(repository: string): boolean;
  /** How far edits have got, with spaces between: pending, here, confirmed, what is in the way. */
  standing(repository: string): string;
  /** The digest of the commits held, and that of what is shown, in hexadecimal. */
  digests(repository: string): string;
  /** A connection to the server was made. */
  connected(connection: number): void;
  /** A frame arrived. */
  received(connection: number, frame: Int8Array): void;
  /** A connection is gone. */
  disconnected(connection: number): void;
  /** The first `position` bytes of a log are safe. */
  synced(log: string, position: number): void;
  /** A signature is ready. */
  signed(ticket: number, signature: Int8Array): void;
  /** A signature was checked. */
  verified(ticket: number, valid: boolean): void;
  /** The time that was asked for has come, even where the clock is a moment behind. */
  wake(atMillis: number): void;
}

/** A repository being opened in steps, so that the page stays responsive. */
export declare class WebOpening {
  private constructor();
  /** Reads so many records, or commits within one, more; true once the repository is open. */
  advance(steps: number): boolean;
}

/** A live query over a repository: filled in steps, then kept up to date item by item. */
export declare class WebQuery {
  private constructor();
  /**
   * Looks at so many items more or, when there are none, sorts them; true once that is done. There are no
   * results until then.
   */
  fill(items: number): boolean;
  /**
   * An item changed: 0 where that does not concern the results, 1 where it came in, 2 where it left, 3 where
   * it changed in its place, 4 where it moved.
   */
  update(path: string): number;
  /** The paths of the results in order, a list of strings. */
  list(): unknown;
}

/** The version of commits that this engine writes. */
export declare function formatVersion(): number;

/** Makes the page's functions serve the engine where they are faster; called once, at first. */
export declare function install(page: PurePort): void;

/** Makes the module of expressions serve all engines that are made from now on. */
export declare function installExpressions(expressions: ExpressionsPort): void;

/** A new engine of a replica; throws an error with code and remedy for a bad definition. */
export declare function create(ports: Ports, options: Options): WebEngine;

/** What is wrong with what an item shows, `{field: text}`; mostly nothing. */
export declare function problems(engine: WebEngine, path: string): unknown;

/**
 * Why a field of an item shows what it shows, `{rule, changes: [{what, entry, value, user, session, at,
 * commit, shows}]}`, where `what` is set, cleared, added, removed or increased.
 */
export declare function explain(engine: WebEngine, path: string, field: string): unknown;

/** What an item is built on now, to be expected later: its path, and the ids of its heads. */
export declare function heads(engine: WebEngine, path: string): string;

/** Begins edits that count all together; `expected` holds heads, one item a line. */
export declare function begin(engine: WebEngine, expected: string): void;

/** They are all made, or are taken back. */
export declare function end(engine: WebEngine, whole: boolean): void;
