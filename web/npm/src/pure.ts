// Pure functions that the engine calls millions of times, written for the compilers of JavaScript: SHA-256
// (FIPS 180-4), CRC32C (RFC 3720, appendix B.4) and UTF-8. The engine's own are the measure: the golden vectors
// come out the same with both.
import type { PurePort } from "./engine.js";

const LONG_TEXT = 1024;
const KEPT_TEXT = 16;
const SLOTS = 1024;
const BLOCK = 64;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// Names of fields and schemas and tags come again and again: for each hash of bytes the last text is kept.
const keptBytes: (Int8Array | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
const keptTexts: string[] = new Array<string>(SLOTS).fill("");

/** The text that well-formed UTF-8 spells, or null where it is malformed. */
function decode(bytes: Int8Array, offset: number, length: number): string | null {
  const end = offset + length;
  let signs = 0;
  let hash = length;
  for (let i = offset; i < end; i++) {
    const byte = bytes[i] ?? 0;
    signs |= byte;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const isAscii = signs >= 0;
  if (!isAscii || length > LONG_TEXT) return decodeWhole(bytes.subarray(offset, end));
  if (length > KEPT_TEXT) return ascii(bytes.subarray(offset, end));
  const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
  const kept = keptBytes[slot];
  if (kept?.length === length && isAt(kept, bytes, offset)) return keptTexts[slot] ?? "";
  const fresh = bytes.slice(offset, end);
  const text = ascii(fresh);
  keptBytes[slot] = fresh;
  keptTexts[slot] = text;
  return text;
}

function decodeWhole(bytes: Int8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function ascii(bytes: Int8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

function isAt(part: Int8Array, bytes: Int8Array, offset: number): boolean {
  for (let i = 0; i < part.length; i++) if (part[i] !== bytes[offset + i]) return false;
  return true;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/** The CRC32C of a part of the bytes. */
function crc32c(bytes: Int8Array, offset: number, length: number): number {
  let crc = -1;
  const end = offset + length;
  for (let i = offset; i < end; i++) {
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  }
  return ~crc;
}

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
const ROUND = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
const START = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const state = new Int32Array(8);
const words = new Int32Array(BLOCK);
const tail = new Int8Array(2 * BLOCK);

/** Writes the SHA-256 of a part of the bytes to `digest`. */
function sha256(bytes: Int8Array, offset: number, length: number, digest: Int8Array): void {
  state.set(START);
  const whole = offset + length - (length % BLOCK);
  for (let at = offset; at < whole; at += BLOCK) block(bytes, at);
  const rest = length % BLOCK;
  const end = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
  tail.fill(0);
  for (let i = 0; i < rest; i++) tail[i] = bytes[whole + i] ?? 0;
  tail[rest] = 0x80;
  put(tail, end - 8, length >>> 29);
  put(tail, end - 4, length << 3);
  for (let at = 0; at < end; at += BLOCK) block(tail, at);
  for (let i = 0; i < 8; i++) put(digest, 4 * i, state[i] ?? 0);
}

function put(bytes: Int8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

function block(bytes: Int8Array, offset: number): void {
  for (let i = 0, at = offset; i < 16; i++, at += 4) {
    words[i] =
      ((bytes[at] ?? 0) << 24) |
      (((bytes[at + 1] ?? 0) & 0xff) << 16) |
      (((bytes[at + 2] ?? 0) & 0xff) << 8) |
      ((bytes[at + 3] ?? 0) & 0xff);
  }
  for (let i = 16; i < BLOCK; i++) {
    const x = words[i - 15] ?? 0;
    const y = words[i - 2] ?? 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = ((words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < BLOCK; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

/** What the engine is given at its start. */
export const pure: PurePort = { decode, sha256, crc32c };
