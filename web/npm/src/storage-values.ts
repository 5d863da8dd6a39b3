/**
 * The file of values beside a log: what the repository held when so many bytes stood in the log. It is derived, safe to
 * delete, and used only where the log is the same as when it was written.
 *
 * @see docs/format.md, which draws it
 */
import { pure } from "./pure.js";
import { access, read, type SyncHandle, writeAt } from "./storage-files.js";
import { encoded } from "./storage-names.js";
import { isNamed } from "./storage-trouble.js";

const SUFFIX = ".values";

const MAGIC = 0x76747067; // "gptv", little-endian
const VERSION = 0;
const HEAD_BYTES = 28;
/** So many bytes at the end of a log tell it from another one of the same length. */
const TAIL_BYTES = 4096;

/** A log: its file, and how much of it counts. */
export interface Written {
  readonly file: SyncHandle;
  readonly end: number;
}

/** The values that were stored beside a log, or nothing where they are not those of this log, stamp and version. */
export function loadValues(
  folder: FileSystemDirectoryHandle,
  name: string,
  log: Written,
  stamp: number,
): Promise<Int8Array<ArrayBuffer> | undefined> {
  return inFile(folder, name, false, (file) => readValues(file, log, stamp));
}

/** Stores the values of a log as it is now. */
export async function storeValues(
  folder: FileSystemDirectoryHandle,
  name: string,
  log: Written,
  stamp: number,
  values: Int8Array,
): Promise<void> {
  await inFile(folder, name, true, (file) => {
    writeValues(file, log, stamp, values);
  });
}

/** Nothing where there is no such file. */
async function inFile<T>(
  folder: FileSystemDirectoryHandle,
  name: string,
  create: boolean,
  act: (file: SyncHandle) => T,
): Promise<T | undefined> {
  let file: SyncHandle;
  try {
    file = await access(await folder.getFileHandle(encoded(name) + SUFFIX, { create }));
  } catch (error) {
    if (isNamed(error, "NotFoundError")) return undefined;
    throw error;
  }
  try {
    return act(file);
  } finally {
    file.close();
  }
}

function readValues(file: SyncHandle, log: Written, stamp: number): Int8Array<ArrayBuffer> | undefined {
  const size = file.getSize();
  if (size < HEAD_BYTES) return undefined;
  const bytes = read(file, 0, size);
  const head = new DataView(bytes.buffer);
  const fits =
    head.getUint32(0, true) === MAGIC &&
    head.getUint32(4, true) === VERSION &&
    head.getInt32(8, true) === pure.crc32c(bytes, 12, size - 12) &&
    head.getInt32(12, true) === stamp &&
    head.getFloat64(16, true) === log.end &&
    head.getInt32(24, true) === tailOf(log);
  return fits ? bytes.slice(HEAD_BYTES) : undefined;
}

function writeValues(file: SyncHandle, log: Written, stamp: number, values: Int8Array): void {
  const bytes = new Int8Array(HEAD_BYTES + values.length);
  bytes.set(values, HEAD_BYTES);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, VERSION, true);
  head.setInt32(12, stamp, true);
  head.setFloat64(16, log.end, true);
  head.setInt32(24, tailOf(log), true);
  head.setInt32(8, pure.crc32c(bytes, 12, bytes.length - 12), true);
  file.truncate(0);
  writeAt(file, bytes, 0);
}

function tailOf(log: Written): number {
  const length = Math.min(log.end, TAIL_BYTES);
  return pure.crc32c(read(log.file, log.end - length, length), 0, length);
}
