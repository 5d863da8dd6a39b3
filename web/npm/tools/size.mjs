// The weight of the engine's bundle, as it travels to a browser, and its limit.
import { brotliCompressSync, gzipSync } from "node:zlib";

/** The most that the bundle may weigh, in bytes after gzip -9; see decision 0017. */
export const limit = 156 * 1024;

/** Whether the bundle fits, and a line that says what it weighs. */
export function weigh(bundle) {
  const gzip = gzipSync(bundle, { level: 9 }).length;
  const brotli = brotliCompressSync(bundle).length;
  const line = `engine bundle: ${kilobytes(gzip)} gzip, ${kilobytes(brotli)} brotli, limit ${limit / 1024} KB`;
  return { fits: gzip <= limit, line };
}

// One decimal, rounded up: what is over the limit never reads as the limit.
function kilobytes(bytes) {
  return `${Math.ceil((bytes * 10) / 1024) / 10} KB`;
}
