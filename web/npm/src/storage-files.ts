/** Files of the browser's private file system, opened for one owner, and read and written whole. */
import { Failure, isNamed } from "./storage-trouble.js";

/** What TypeScript declares for workers only. */
export interface SyncHandle {
  read(bytes: Int8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Int8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(length: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type FileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };

const PATIENCE_MILLIS = 1_500;
const RETRY_MILLIS = 25;

/** A page that has just gone, or reloads, may hold its files a moment longer. */
export async function access(file: FileSystemFileHandle): Promise<SyncHandle> {
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

export function read(file: SyncHandle, at: number, length: number): Int8Array<ArrayBuffer> {
  const bytes = new Int8Array(Math.max(0, length));
  for (let done = 0; done < bytes.length;) {
    const count = file.read(bytes.subarray(done), { at: at + done });
    if (count === 0) throw new Error(`the file ends after ${at + done} bytes`);
    done += count;
  }
  return bytes;
}

export function writeAt(file: SyncHandle, bytes: Int8Array<ArrayBuffer>, at: number): void {
  for (let done = 0; done < bytes.length;) {
    const count = file.write(done === 0 ? bytes : bytes.subarray(done), { at: at + done });
    // Chromium's private windows return an error code, as a number above 4 billion, where space runs out.
    if (count === 0 || count > bytes.length - done) throw new DOMException("no space", "QuotaExceededError");
    done += count;
  }
}

export function emptied(file: SyncHandle): void {
  file.truncate(0);
  file.flush();
}
