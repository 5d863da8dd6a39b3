/**
 * The journal of a replica, which carries a replacement of a log until it is complete:
 *
 *     "goatlog1" | length of the file name: u32 LE | length of the bytes: u64 LE | file name | bytes
 *
 * The first 20 bytes are written after the rest is durable, and the journal is emptied after the log is: it is either
 * no journal, or a whole one that whoever opens the replica carries out (again).
 */
import { emptied, read, writeAt, type SyncHandle } from "./storage-files.js";
import { decoded, encoded } from "./storage-names.js";

const MAGIC = "goatlog1";
const HEADER = 20;

export function prepareReplacement(file: SyncHandle, log: string, bytes: Int8Array<ArrayBuffer>): void {
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

/** Carries out a replacement that a crash has interrupted. */
export async function finishReplacement(
  file: SyncHandle,
  replace: (log: string, bytes: Int8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  const size = file.getSize();
  const header = read(file, 0, Math.min(HEADER, size));
  if (header.length === HEADER && asciiText(header.subarray(0, MAGIC.length)) === MAGIC) {
    const view = new DataView(header.buffer);
    const nameLength = view.getUint32(MAGIC.length, true);
    const length = Number(view.getBigUint64(MAGIC.length + 4, true));
    const name = decoded(asciiText(read(file, HEADER, Math.min(nameLength, size - HEADER))));
    if (name !== undefined && size === HEADER + nameLength + length) {
      await replace(name, read(file, HEADER + nameLength, length));
    }
  }
  if (size > 0) emptied(file);
}

function asciiBytes(text: string): Int8Array<ArrayBuffer> {
  return Int8Array.from(text, (character) => character.charCodeAt(0));
}

function asciiText(bytes: Int8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte & 0xff)).join("");
}
