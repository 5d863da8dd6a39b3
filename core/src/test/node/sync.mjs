// Filters (HalfSipHash-2-4 with 64 bits of output, Bloom filters), set digests, and the frame of logs.
import { ascii, cbor, concat, hex, id, refuse } from "./canonical.mjs";

const rotate = (x, n) => ((x << n) | (x >>> (32 - n))) >>> 0;

/** Both words of HalfSipHash-2-4-64 of a message whose size is a multiple of four. */
export function halfSipHash(key, message) {
  const k0 = key.readUInt32LE(0);
  const k1 = key.readUInt32LE(4);
  let v0 = k0;
  let v1 = (k1 ^ 0xee) >>> 0;
  let v2 = (0x6c796765 ^ k0) >>> 0;
  let v3 = (0x74656462 ^ k1) >>> 0;
  const rounds = (count) => {
    for (let i = 0; i < count; i++) {
      v0 = (v0 + v1) >>> 0; v1 = rotate(v1, 5); v1 = (v1 ^ v0) >>> 0; v0 = rotate(v0, 16);
      v2 = (v2 + v3) >>> 0; v3 = rotate(v3, 8); v3 = (v3 ^ v2) >>> 0;
      v0 = (v0 + v3) >>> 0; v3 = rotate(v3, 7); v3 = (v3 ^ v0) >>> 0;
      v2 = (v2 + v1) >>> 0; v1 = rotate(v1, 13); v1 = (v1 ^ v2) >>> 0; v2 = rotate(v2, 16);
    }
  };
  const word = (m) => {
    v3 = (v3 ^ m) >>> 0;
    rounds(2);
    v0 = (v0 ^ m) >>> 0;
  };
  for (let i = 0; i < message.length; i += 4) word(message.readUInt32LE(i));
  word((message.length << 24) >>> 0);
  v2 = (v2 ^ 0xee) >>> 0;
  rounds(4);
  const low = (v1 ^ v3) >>> 0;
  v1 = (v1 ^ 0xdd) >>> 0;
  rounds(4);
  return [low, (v1 ^ v3) >>> 0];
}

/** The output of a vector of kind "filters". */
export function filter(description) {
  if (description.has("decode")) return undefined;
  const count = Number(description.get("count") ?? 0);
  const from = Number(description.get("from") ?? 0);
  const seed = description.get("seed") ?? Buffer.alloc(8);
  const ids = Array.from({ length: count }, (_, i) => id(from + i));
  const made = count === 0 ? none() : count <= 128 ? shortIds(ids, seed) : bloom(ids, seed);
  const probe = Number(description.get("probe") ?? 0);
  const bits = Buffer.alloc(32);
  for (let i = 0; i < 256; i++) if (made.holds(id(probe + i))) bits[i >> 3] |= 1 << (i & 7);
  return cbor([made.bytes, count, bits]);
}

function none() {
  return { bytes: cbor([0]), holds: () => false };
}

function shortIds(ids, seed) {
  const shorten = (one) => {
    const bytes = Buffer.alloc(8);
    halfSipHash(seed, one).forEach((word, i) => bytes.writeUInt32LE(word, 4 * i));
    return bytes;
  };
  const sorted = ids.map(shorten).sort(Buffer.compare);
  const held = new Set(sorted.map(hex));
  return { bytes: cbor([2, seed, concat(...sorted)]), holds: (one) => held.has(hex(shorten(one))) };
}

/** max(10, 1.44 log2(8 n)) bits for each id and as many probes as suit that, by double hashing. */
function bloom(ids, seed) {
  const bits = ids.length * Math.max(10, Math.ceil(1.44 * Math.ceil(Math.log2(8 * ids.length)) - 1e-9));
  const probes = Math.round(0.693 * (bits / ids.length));
  const table = Buffer.alloc(Math.ceil(bits / 8));
  const places = (one) => {
    const [low, high] = halfSipHash(seed, one);
    return Array.from({ length: probes }, (_, i) => {
      const sum = BigInt(low) + BigInt(i) * (BigInt(high) | 1n);
      return Number((sum & 0x7fffffffn) % BigInt(bits));
    });
  };
  ids.flatMap(places).forEach((bit) => (table[bit >> 3] |= 1 << (bit & 7)));
  const holds = (one) => places(one).every((bit) => table[bit >> 3] & (1 << (bit & 7)));
  return { bytes: cbor([1, seed, ids.length, probes, [bits, table]]), holds };
}

/** The output of a vector of kind "digests": count, and the sum of the ids as little-endian numbers. */
export function digest(description) {
  let count = 0;
  let sum = 0n;
  for (const [add, what] of description.get("steps")) {
    const bytes = typeof what === "bigint" ? id(what) : what;
    const number = BigInt(`0x${hex(Buffer.from(bytes).reverse())}`);
    count += add ? 1 : -1;
    sum = BigInt.asUintN(256, add ? sum + number : sum - number);
  }
  return cbor([count, Buffer.from(sum.toString(16).padStart(64, "0"), "hex").reverse()]);
}

const MAGIC = ascii("GOATLOG0");
const TYPES = ["ORIGIN", "CONTEXT", "COMMIT", "SEAL", "RECEIVED", "PACK", "CERTIFICATE", "CONTROL", "REFUSAL", "EPOCH", "SYNCED", "ATOMIC"];

/** The output of a vector of kind "logs": the bytes, how many of them count, the records, and the damage between them. */
export function log(description) {
  const whole = description.get("bytes") ?? concat(MAGIC, ...description.get("records").map(frame));
  const bytes = Buffer.from(whole.subarray(0, whole.length - Number(description.get("cut") ?? 0)));
  const [offset, mask] = description.get("flip") ?? [0, 0];
  if (bytes.length > 0) bytes[Number(offset)] ^= Number(mask);
  const known = Math.min(bytes.length, MAGIC.length);
  const blank = bytes.subarray(0, known).every((byte) => byte === 0);
  if (!blank && !bytes.subarray(0, known).equals(MAGIC.subarray(0, known))) throw refuse("incompatible");
  const records = [];
  const damages = [];
  let at = known;
  for (let place = known; place < bytes.length; ) {
    const record = recordAt(bytes, place);
    if (record === undefined) {
      place++;
      continue;
    }
    if (place > at && safe(bytes, place) <= at) break;
    if (place > at) damages.push(at, place);
    records.push(record.parts);
    at = place += record.size;
  }
  return cbor([bytes, known < MAGIC.length ? 0 : at, records, damages]);
}

/** How much was safe by what the whole records from an offset on say. */
function safe(bytes, from) {
  let most = 0;
  for (let place = from; place < bytes.length; ) {
    const record = recordAt(bytes, place);
    if (record?.parts[0] === "SYNCED") most = Math.max(most, whole(record.parts[1]));
    place += record?.size ?? 1;
  }
  return most;
}

/** A canonical integer that is not negative; nothing else is a mark. */
function whole(payload) {
  const first = payload[0] ?? 0xff;
  if (first < 24) return first;
  return first < 28 ? Number(BigInt(`0x${hex(payload.subarray(1, 1 + (1 << (first - 24))))}`)) : 0;
}

/** crc32c u32 | length u32 | type u8 | version u8 | payload, little-endian. */
function frame([type, payload]) {
  const bytes = Buffer.alloc(10 + payload.length);
  bytes.writeUInt32LE(payload.length + 2, 4);
  bytes[8] = TYPES.indexOf(type) + 1;
  payload.copy(bytes, 10);
  bytes.writeUInt32LE(crc32c(bytes.subarray(4)), 0);
  return bytes;
}

function recordAt(bytes, at) {
  if (bytes.length - at < 10) return undefined;
  const end = at + 8 + bytes.readUInt32LE(at + 4);
  const type = TYPES[bytes[at + 8] - 1];
  if (end < at + 10 || end > bytes.length || type === undefined || bytes[at + 9] !== 0) return undefined;
  if (crc32c(bytes.subarray(at + 4, end)) !== bytes.readUInt32LE(at)) return undefined;
  return { size: end - at, parts: [type, bytes.subarray(at + 10, end)] };
}

function crc32c(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
