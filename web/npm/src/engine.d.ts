/** What the engine's JavaScript module exports; made from its Java source, see the class Declarations. */

export interface Options {
  readonly definition: string;
  readonly sessionKey: Int8Array;
  readonly rootKey: Int8Array | null;
  readonly follower: boolean;
  readonly commitsPerSecond: number;
}

export interface Ports {
  now(): number;
  random(bytes: Int8Array): void;
  append(log: string, bytes: Int8Array): void;
  replace(log: string, bytes: Int8Array): void;
  truncate(log: string, length: number): void;
  sync(log: string, position: number): void;
  send(connection: number, frame: Int8Array): void;
  hangup(connection: number, reason: string): void;
  sign(ticket: number, message: Int8Array): void;
  verify(ticket: number, publicKey: Int8Array, message: Int8Array, signature: Int8Array): void;
  wake(atMillis: number): void;
  joined(rootKey: Int8Array): void;
  changed(item: string, before: unknown, local: boolean): void;
  progress(repository: string): void;
  refused(item: string, commit: string, code: string, reason: string, values: unknown): void;
  connected(connection: number): void;
  rejected(connection: number, code: string, reason: string): void;
  warning(text: string): void;
}

export interface PurePort {
  crc32c(bytes: Int8Array, offset: number, length: number): number;
  decode(bytes: Int8Array, offset: number, length: number): string | null;
  sha256(bytes: Int8Array, offset: number, length: number, digest: Int8Array): void;
}

export declare class WebEngine {
  private constructor();
  isOpen(repository: string): boolean;
  expect(repository: string): void;
  opening(repository: string, log: Int8Array): WebOpening;
  succeed(earlier: WebEngine): void;
  offered(repository: string, records: Int8Array): void;
  followed(repository: string, records: Int8Array): void;
  create(path: string, schema: string, values: unknown): void;
  set(path: string, field: string, value: unknown): void;
  clear(path: string, field: string): void;
  increase(path: string, field: string, by: number): void;
  include(path: string, field: string, element: unknown, wanted: boolean): void;
  put(path: string, field: string, key: string, value: unknown): void;
  take(path: string, field: string, key: string): void;
  delete(path: string, deleted: boolean): void;
  state(path: string): unknown;
  saved(path: string): number;
  query(
    repository: string,
    schema: string | null,
    predicate: ((state: unknown) => boolean) | null,
    field: string | null,
    order: ((a: unknown, b: unknown) => number) | null,
    descending: boolean,
  ): WebQuery;
  flush(): void;
  compare(): void;
  isSettled(repository: string): boolean;
  unreceipted(repository: string): number;
  digests(repository: string): string;
  connected(connection: number): void;
  received(connection: number, frame: Int8Array): void;
  disconnected(connection: number): void;
  synced(log: string, position: number): void;
  signed(ticket: number, signature: Int8Array): void;
  verified(ticket: number, valid: boolean): void;
  wake(atMillis: number): void;
}

export declare class WebOpening {
  private constructor();
  advance(steps: number): boolean;
}

export declare class WebQuery {
  private constructor();
  update(path: string): number;
  list(): unknown;
}

export declare function create(ports: Ports, options: Options): WebEngine;
export declare function formatVersion(): number;
export declare function install(page: PurePort): void;
