// Deterministic CBOR (RFC 8949, section 4.2) of plain values, written from its text, and hashes.
// Whole numbers are bigints (or numbers), byte strings Buffers, maps Maps, tags Tagged.
import { createHash } from "node:crypto";

export const SET = 258;
export const INSTANT = 27400;
const MOST_DEPTH = 32;
const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

export const hex = (bytes) => Buffer.from(bytes).toString("hex");
export const equal = (a, b) => Buffer.compare(a, b) === 0;
export const concat = (...parts) => Buffer.concat(parts);
export const sha256 = (...parts) => createHash("sha256").update(concat(...parts)).digest();
export const ascii = (text) => Buffer.from(text, "latin1");

export class Tagged {
  constructor(tag, value) {
    Object.assign(this, { tag, value });
  }
}

/** The made-up commit id with that number. */
export const id = (number) => sha256(cbor(number));

/** An error with one of the engine's codes. */
export function refuse(code) {
  return Object.assign(new Error(code), { code });
}

/** Elements in the order of their bytes, each once. */
export function set(elements) {
  const byBytes = new Map(elements.map((element) => [hex(cbor(element)), element]));
  return new Tagged(SET, [...byBytes.keys()].sort().map((key) => byBytes.get(key)));
}

/** A double in its canonical form: a whole number within 64 bits is an integer. */
export function number(double) {
  if (!Number.isFinite(double)) throw refuse("invalid-value");
  return Number.isInteger(double) && double >= -(2 ** 63) && double < 2 ** 63 ? BigInt(double) : double;
}

/** The value of every finite binary16, by its bits: exponent 0 is subnormal, 31 is not finite. */
const HALVES = new Map();
for (let bits = 0; bits < 0x10000; bits++) {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  if (exponent < 31) HALVES.set(bits & 0x8000 ? -size : size, bits);
}

export function cbor(value) {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === "boolean") return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === "bigint" || Number.isSafeInteger(value)) {
    return value >= 0 ? head(0, BigInt(value)) : head(1, -1n - BigInt(value));
  }
  if (typeof value === "number") return float(value);
  if (typeof value === "string") return concat(head(3, Buffer.byteLength(value)), Buffer.from(value));
  if (value instanceof Uint8Array) return concat(head(2, value.length), value);
  if (Array.isArray(value)) return concat(head(4, value.length), ...value.map(cbor));
  if (value instanceof Tagged) return concat(head(6, value.tag), cbor(value.value));
  const entries = [...value].map((entry) => entry.map(cbor)).sort(([a], [b]) => Buffer.compare(a, b));
  return concat(head(5, entries.length), ...entries.flat());
}

function head(major, argument) {
  const size = BigInt(argument);
  if (size < 24n) return Buffer.of((major << 5) | Number(size));
  const width = [1, 2, 4, 8].find((bytes) => size < 1n << BigInt(8 * bytes));
  const digits = Buffer.from(size.toString(16).padStart(2 * width, "0"), "hex");
  return concat(Buffer.of((major << 5) | (24 + Math.log2(width))), digits);
}

function float(value) {
  const bytes = Buffer.alloc(9, 0xfb);
  if (HALVES.has(value)) {
    bytes[0] = 0xf9;
    bytes.writeUInt16BE(HALVES.get(value), 1);
    return bytes.subarray(0, 3);
  }
  if (Math.fround(value) === value) {
    bytes[0] = 0xfa;
    bytes.writeFloatBE(value, 1);
    return bytes.subarray(0, 5);
  }
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

/** Reads canonical bytes; refuses all that would not be written the same way. */
export function read(bytes) {
  const rest = { bytes, at: 0 };
  const value = item(rest, 1);
  if (rest.at !== bytes.length || !equal(cbor(value), bytes)) throw refuse("corrupted");
  return value;
}

function item(rest, depth) {
  const first = take(rest, 1)[0];
  if (depth > MOST_DEPTH || (first & 31) > 27) throw refuse("corrupted");
  const small = first & 31;
  const bits = small < 24 ? BigInt(small) : BigInt(`0x${hex(take(rest, 1 << (small - 24)))}`);
  const each = (make) => Array.from({ length: fitting(rest, bits) }, make);
  switch (first >> 5) {
    case 0:
      return whole(bits);
    case 1:
      return whole(-1n - bits);
    case 2:
      return take(rest, fitting(rest, bits));
    case 3:
      return text(rest, bits);
    case 4:
      return each(() => item(rest, depth + 1));
    case 5:
      return new Map(each(() => [key(rest), item(rest, depth + 1)]));
    case 6:
      return tagged(rest, Number(bits), depth);
    default:
      return simple(small, bits);
  }
}

function tagged(rest, tag, depth) {
  const inner = item(rest, depth);
  if (tag === SET && Array.isArray(inner)) return set(inner);
  if (tag === INSTANT && typeof inner === "bigint") return new Tagged(INSTANT, inner);
  throw refuse("corrupted");
}

function simple(small, bits) {
  const bytes = Buffer.from(bits.toString(16).padStart(16, "0"), "hex");
  switch (small) {
    case 20:
    case 21:
      return small === 21;
    case 22:
      return null;
    case 25:
      return finite([...HALVES].find(([, half]) => half === Number(bits))?.[0]);
    case 26:
      return finite(bytes.readFloatBE(4));
    case 27:
      return finite(bytes.readDoubleBE(0));
    default:
      throw refuse("corrupted");
  }
}

/** A float of that value; one that should be an integer is written otherwise, so that it is found. */
function finite(value) {
  if (!Number.isFinite(value)) throw refuse("corrupted");
  return number(value);
}

function whole(value) {
  if (value < LOWEST || value > HIGHEST) throw refuse("corrupted");
  return value;
}

function key(rest) {
  const first = item(rest, 1);
  if (typeof first !== "string") throw refuse("corrupted");
  return first;
}

function text(rest, size) {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(take(rest, fitting(rest, size)));
  } catch {
    throw refuse("corrupted");
  }
}

function fitting(rest, size) {
  if (size > rest.bytes.length - rest.at) throw refuse("corrupted");
  return Number(size);
}

function take(rest, size) {
  if (size > rest.bytes.length - rest.at) throw refuse("corrupted");
  rest.at += size;
  return Buffer.from(rest.bytes.subarray(rest.at - size, rest.at));
}
