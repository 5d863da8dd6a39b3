/**
 * The worker that keeps logs in the browser's private file system (OPFS), one file each, and commits in groups.
 *
 * A replica is a folder `goatdb/<name>`. Its file `journal` is held open from beginning to end, so that a second page
 * cannot open the replica; see storage-journal.ts for what it carries.
 */
import { joined } from "./memory-storage.js";
import { access, emptied, read, writeAt, type SyncHandle } from "./storage-files.js";
import { finishReplacement, prepareReplacement } from "./storage-journal.js";
import { decoded, encoded } from "./storage-names.js";
import { isNamed, missing, troubleOf, type Trouble } from "./storage-trouble.js";
import { loadValues, storeValues } from "./storage-values.js";

export type { Trouble };

/** What the page asks; what has an id is answered, and the rest fails the whole storage where it fails. */
export type Request =
  | { kind: "open"; id: number; name: string }
  | { kind: "load"; id: number; log: string }
  | { kind: "load-values"; id: number; log: string; stamp: number }
  | { kind: "store-values"; log: string; length: number; stamp: number; bytes: Int8Array<ArrayBuffer> }
  | { kind: "append"; log: string; bytes: Int8Array<ArrayBuffer> }
  | { kind: "replace"; log: string; bytes: Int8Array<ArrayBuffer> }
  | { kind: "truncate"; log: string; length: number }
  | { kind: "sync"; id: number; log: string }
  | { kind: "logs"; id: number }
  | { kind: "close"; id: number };

export type Reply =
  | { kind: "done"; id: number; value?: unknown }
  | { kind: "refused"; id: number; trouble: Trouble }
  | { kind: "failed"; trouble: Trouble };

// What TypeScript declares for workers only.
interface Scope {
  onmessage: ((event: MessageEvent<Request[]>) => void) | null;
  postMessage(reply: Reply, transfer: ArrayBuffer[]): void;
}

interface Log {
  readonly file: SyncHandle;
  /** Where the next byte goes: all before it is written. */
  end: number;
  /** Appends that wait for the end of this wave. */
  pending: Int8Array<ArrayBuffer>[];
  /** Changed since the last flush. */
  dirty: boolean;
  /** Who waits for the next flush. */
  syncs: number[];
}

const JOURNAL = "journal";
const SUFFIX = ".log";

const scope = globalThis as unknown as Scope;
const logs = new Map<string, Log>();
let folder: FileSystemDirectoryHandle;
let journal: SyncHandle | undefined;
let queue: Request[] = [];
let running = false;
let failed = false;

// A wave begins behind the messages that have arrived already: what waits together is flushed together.
const next = new MessageChannel();
next.port1.onmessage = (): void => {
  void wave();
};

scope.onmessage = ({ data }): void => {
  queue = queue.concat(data);
  if (!running) {
    running = true;
    next.port2.postMessage(0);
  }
};

// One wave: everything that is queued, in order; writes and flushes of appends wait for its end.
async function wave(): Promise<void> {
  const requests = queue;
  queue = [];
  for (const request of requests) {
    if (failed) return;
    try {
      await carryOut(request);
    } catch (error) {
      if (changes(request)) fail(error);
      else if ("id" in request)
        scope.postMessage({ kind: "refused", id: request.id, trouble: troubleOf(error) }, []);
    }
  }
  for (const log of logs.values()) settle(log);
  if (queue.length > 0) next.port2.postMessage(0);
  else running = false;
}

const HARMLESS = ["open", "load", "logs", "load-values", "store-values"];

// What is lost where it fails, or would be.
function changes(request: Request): boolean {
  return !HARMLESS.includes(request.kind);
}

async function carryOut(request: Request): Promise<void> {
  switch (request.kind) {
    case "open":
      await open(request.name);
      answer(request.id);
      return;
    case "load": {
      const bytes = await load(request.log);
      answer(request.id, bytes, [bytes.buffer]);
      return;
    }
    case "load-values": {
      const log = await writtenLog(request.log);
      const values = log && (await loadValues(folder, request.log, log, request.stamp));
      answer(request.id, values, values ? [values.buffer] : []);
      return;
    }
    case "store-values": {
      const log = await writtenLog(request.log);
      if (log?.end === request.length)
        await storeValues(folder, request.log, log, request.stamp, request.bytes);
      return;
    }
    case "append":
      (await logOf(request.log)).pending.push(request.bytes);
      return;
    case "replace":
      await replace(request.log, request.bytes);
      return;
    case "truncate":
      truncate(await existingLog(request.log), request.length);
      return;
    case "sync": {
      const log = await existingLog(request.log);
      if (log) log.syncs.push(request.id);
      else answer(request.id);
      return;
    }
    case "logs":
      answer(request.id, await names());
      return;
    case "close":
      close();
      answer(request.id);
      return;
  }
}

async function open(name: string): Promise<void> {
  if (!("getDirectory" in navigator.storage)) throw missing("this browser has no private file system");
  const supported = "createSyncAccessHandle" in FileSystemFileHandle.prototype;
  if (!supported) throw missing("this browser's private file system has no synchronous access");
  const root = await navigator.storage.getDirectory().catch((error: unknown) => {
    throw isNamed(error, "SecurityError") ? missing("this browser keeps its file system closed") : error;
  });
  const all = await root.getDirectoryHandle("goatdb", { create: true });
  folder = await all.getDirectoryHandle(encoded(name) || "%", { create: true });
  journal = await access(await folder.getFileHandle(JOURNAL, { create: true }));
  await finishReplacement(journal, async (log, bytes) => {
    overwrite(await logOf(log), bytes);
  });
}

async function load(name: string): Promise<Int8Array<ArrayBuffer>> {
  const log = await writtenLog(name);
  return log ? read(log.file, 0, log.end) : new Int8Array(0);
}

// Values are told of a log whose bytes are all in its file.
async function writtenLog(name: string): Promise<Log | undefined> {
  const log = await existingLog(name);
  if (log) write(log);
  return log;
}

async function replace(name: string, bytes: Int8Array<ArrayBuffer>): Promise<void> {
  if (!journal) throw new Error("the storage is not open");
  const log = await logOf(name);
  write(log);
  prepareReplacement(journal, name, bytes);
  overwrite(log, bytes);
  emptied(journal);
}

// Durable at once: bytes that were cut off must not come back behind those that are appended next.
function truncate(log: Log | undefined, length: number): void {
  if (!log) return;
  write(log);
  if (length >= log.end) return;
  log.file.truncate(length);
  log.end = length;
  log.file.flush();
  log.dirty = false;
}

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of folder.keys()) {
    const name = file.endsWith(SUFFIX) ? decoded(file.slice(0, -SUFFIX.length)) : undefined;
    if (name !== undefined) found.push(name);
  }
  return found.sort();
}

function close(): void {
  for (const log of logs.values()) {
    write(log);
    if (log.dirty) log.file.flush();
    log.dirty = false;
    settle(log);
  }
  for (const log of logs.values()) log.file.close();
  logs.clear();
  journal?.close();
  journal = undefined;
}

// The end of a wave for one log: one write, one flush where somebody waits, and the answers.
function settle(log: Log): void {
  if (failed) return;
  const waiting = log.syncs;
  log.syncs = [];
  try {
    write(log);
    if (waiting.length > 0 && log.dirty) {
      log.file.flush();
      log.dirty = false;
    }
    for (const id of waiting) answer(id);
  } catch (error) {
    fail(error);
  }
}

// Writes what is pending, behind what is there; a write that fails takes back what it left.
function write(log: Log): void {
  if (log.pending.length === 0) return;
  const bytes = joined(log.pending);
  log.pending = [];
  log.dirty = true;
  try {
    writeAt(log.file, bytes, log.end);
  } catch (error) {
    fail(error);
    log.file.truncate(log.end);
    throw error;
  }
  log.end += bytes.length;
}

function overwrite(log: Log, bytes: Int8Array<ArrayBuffer>): void {
  log.dirty = true;
  writeAt(log.file, bytes, 0);
  log.file.truncate(bytes.length);
  log.end = bytes.length;
  log.file.flush();
  log.dirty = false;
}

async function existingLog(name: string): Promise<Log | undefined> {
  const known = logs.get(name);
  if (known) return known;
  try {
    await folder.getFileHandle(encoded(name) + SUFFIX);
  } catch (error) {
    if (isNamed(error, "NotFoundError")) return undefined;
    throw error;
  }
  return logOf(name);
}

async function logOf(name: string): Promise<Log> {
  const known = logs.get(name);
  if (known) return known;
  const file = await access(await folder.getFileHandle(encoded(name) + SUFFIX, { create: true }));
  const log: Log = { file, end: file.getSize(), pending: [], dirty: false, syncs: [] };
  logs.set(name, log);
  return log;
}

function answer(id: number, value?: unknown, transfer: ArrayBuffer[] = []): void {
  scope.postMessage({ kind: "done", id, value }, transfer);
}

// From now on nothing is written: the page ends this worker, which releases its files.
function fail(error: unknown): void {
  if (failed) return;
  failed = true;
  scope.postMessage({ kind: "failed", trouble: troubleOf(error) }, []);
}
