// The weight of the engine's bundle, as it travels to a browser, and its limit.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** The most that the bundle may weigh, in bytes after gzip -9. */
export const limit = 120 * 1024;

/** Says what the file weighs compressed, and whether that is within the limit. */
export function weigh(file) {
  const bytes = readFileSync(file);
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes).length;
  const verdict = gzip > limit ? ": TOO LARGE" : "";
  console.log(
    `engine bundle: ${kilobytes(gzip)} gzip, ${kilobytes(brotli)} brotli, limit ${kilobytes(limit)}${verdict}`,
  );
  return gzip <= limit;
}

// One decimal, rounded up: what is over the limit never reads as the limit.
function kilobytes(bytes) {
  return `${Math.ceil((bytes * 10) / 1024) / 10} KB`;
}
