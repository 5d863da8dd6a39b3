/**
 * The worker that keeps logs in the browser's private file system (OPFS), one file each, and commits in groups.
 *
 * A replica is a folder `goatdb/<name>`. Its file `journal` is held open from beginning to end, so that a second page
 * cannot open the replica, and carries a replacement of a log until it is complete:
 *
 *     "goatlog1" | length of the file name: u32 LE | length of the bytes: u64 LE | file name | bytes
 *
 * The first 20 bytes are written after the rest is durable, and the journal is emptied after the log is: it is either
 * no journal, or a whole one that whoever opens the replica carries out (again).
 */
import { joined } from "./memory-storage.js";

/** What the page asks; what has an id is answered, and the rest fails the whole storage where it fails. */
export type Request =
  | { kind: "open"; id: number; name: string }
  | { kind: "load"; id: number; log: string }
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

/** An error on its way to the page; missing: the browser has no such storage. */
export interface Trouble {
  code: "storage-failed" | "in-use" | "closed";
  what: string;
  remedy: string;
  missing?: true;
}

// What TypeScript declares for workers only.
interface SyncHandle {
  read(bytes: Int8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Int8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(length: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type FileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };

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

const PATIENCE_MILLIS = 1_500;
const RETRY_MILLIS = 25;
const JOURNAL = "journal";
const SUFFIX = ".log";
const MAGIC = "goatlog1";
const HEADER = 20;

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
      else scope.postMessage({ kind: "refused", id: request.id, trouble: troubleOf(error) }, []);
    }
  }
  for (const log of logs.values()) settle(log);
  if (queue.length > 0) next.port2.postMessage(0);
  else running = false;
}

// What is lost where it fails, or would be.
function changes(request: Request): request is Exclude<Request, { kind: "open" | "load" | "logs" }> {
  return request.kind !== "open" && request.kind !== "load" && request.kind !== "logs";
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
  await finishReplacement(journal);
}

async function load(name: string): Promise<Int8Array<ArrayBuffer>> {
  const log = await existingLog(name);
  if (!log) return new Int8Array(0);
  write(log);
  return read(log.file, 0, log.end);
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

function prepareReplacement(file: SyncHandle, log: string, bytes: Int8Array<ArrayBuffer>): void {
  const name = asciiBytes(encoded(log));
  const header = new Int8Array(HEADER);
  header.set(asciiBytes(MAGIC));
  const view = new DataView(header.buffer);
  view.setUint32(MAGIC.length, name.length, true);
  view.setBigUint64(MAGIC.length + 4, BigInt(bytes.length), true);
  try {
    file.truncate(0);
    writeAt(file, name, HEADER);
    writeAt(file, bytes, HEADER + name.length);
    file.flush();
    writeAt(file, header, 0);
    file.flush();
  } catch (error) {
    emptied(file);
    throw error;
  }
}

// Carries out a replacement that a crash has interrupted.
async function finishReplacement(file: SyncHandle): Promise<void> {
  const size = file.getSize();
  const header = read(file, 0, Math.min(HEADER, size));
  if (header.length === HEADER && asciiText(header.subarray(0, MAGIC.length)) === MAGIC) {
    const view = new DataView(header.buffer);
    const nameLength = view.getUint32(MAGIC.length, true);
    const length = Number(view.getBigUint64(MAGIC.length + 4, true));
    const name = decoded(asciiText(read(file, HEADER, Math.min(nameLength, size - HEADER))));
    if (name !== undefined && size === HEADER + nameLength + length) {
      overwrite(await logOf(name), read(file, HEADER + nameLength, length));
    }
  }
  if (size > 0) emptied(file);
}

function overwrite(log: Log, bytes: Int8Array<ArrayBuffer>): void {
  log.dirty = true;
  writeAt(log.file, bytes, 0);
  log.file.truncate(bytes.length);
  log.end = bytes.length;
  log.file.flush();
  log.dirty = false;
}

function emptied(file: SyncHandle): void {
  file.truncate(0);
  file.flush();
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

// A page that has just gone, or reloads, may hold its files a moment longer.
async function access(file: FileSystemFileHandle): Promise<SyncHandle> {
  for (let waited = 0; ; waited += RETRY_MILLIS) {
    try {
      return await (file as FileHandle).createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, "NoModificationAllowedError")) throw error;
      if (waited >= PATIENCE_MILLIS) {
        throw new Failure({
          code: "in-use",
          what: "This database is open in another tab or window.",
          remedy: "Close it there, or open it under another name.",
        });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
}

function read(file: SyncHandle, at: number, length: number): Int8Array<ArrayBuffer> {
  const bytes = new Int8Array(Math.max(0, length));
  for (let done = 0; done < bytes.length;) {
    const count = file.read(bytes.subarray(done), { at: at + done });
    if (count === 0) throw new Error(`the file ends after ${at + done} bytes`);
    done += count;
  }
  return bytes;
}

function writeAt(file: SyncHandle, bytes: Int8Array<ArrayBuffer>, at: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = file.write(done === 0 ? bytes : bytes.subarray(done), { at: at + done });
    // Chromium's private windows return an error code, as a number above 4 billion, where space runs out.
    if (count === 0 || count > bytes.length - done) throw new DOMException("no space", "QuotaExceededError");
    done += count;
  }
}

// File names hold letters, digits, "_", "-" and escapes as of the function escape(), also for half a surrogate pair.
function encoded(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `%u${code.padStart(4, "0")}` : `%${code.padStart(2, "0")}`;
  });
}

// Nothing for a file name that encoded() does not make.
function decoded(file: string): string | undefined {
  const name = file.replace(/%u([0-9A-F]{4})|%([0-9A-F]{2})/g, (_, wide?: string, narrow?: string) =>
    String.fromCharCode(parseInt(wide ?? narrow ?? "", 16)),
  );
  return encoded(name) === file ? name : undefined;
}

function asciiBytes(text: string): Int8Array<ArrayBuffer> {
  return Int8Array.from(text, (character) => character.charCodeAt(0));
}

function asciiText(bytes: Int8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte & 0xff)).join("");
}

class Failure extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.what);
    this.trouble = trouble;
  }
}

function missing(what: string): Failure {
  return new Failure({ code: "storage-failed", what, remedy: "Use a current browser.", missing: true });
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Failure) return error.trouble;
  if (isNamed(error, "QuotaExceededError")) {
    return {
      code: "storage-failed",
      what: "The browser has no more space for this database.",
      remedy: "Free space on this device, then reload the page.",
    };
  }
  return {
    code: "storage-failed",
    what: `The browser's file system failed: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Reload the page; what was synced is still there.",
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
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
