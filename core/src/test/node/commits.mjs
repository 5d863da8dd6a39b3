// Commits and packs: canonical headers, bodies in the order of places, Merkle trees (RFC 9162, section 2.1).
import { ascii, cbor, concat, hex, refuse, sha256 } from "./canonical.mjs";

const MOST_PARENTS = 16;
const MOST_COMMITS = 1024;
const zeros = (size) => Buffer.alloc(size);

/** The output of a vector of kind "commits"; nothing for bytes that only the engine can decode. */
export function commit(description) {
  if (description.has("body") || description.has("stored")) return undefined;
  const made = make(description, description, []);
  if (made.parents.length > MOST_PARENTS || made.clock < 0n || made.generation < 1n) throw refuse("corrupted");
  if (["", ".", ".."].includes(made.item) || made.item.includes("/")) throw refuse("corrupted");
  if (new Set(made.parents.map(hex)).size < made.parents.length) throw refuse("corrupted");
  if (made.parents.some((parent) => parent.length !== 32)) throw refuse("corrupted");
  return cbor([made.header, made.id, made.body, cbor(stored(made))]);
}

function make(description, common, earlier) {
  const get = (key, otherwise) => description.get(key) ?? otherwise;
  const shared = (key, otherwise) => common.get(key) ?? otherwise;
  const body = cbor([get("salt", zeros(16)), get("base", null), inOrder(get("operations", []))]);
  const made = {
    organisation: shared("organisation", zeros(32)),
    repository: shared("repository", "/data/todos"),
    session: description.get("session") ?? shared("session", zeros(16)),
    item: get("item", "milk"),
    parents: get("parents", [])
      .map((parent) => (typeof parent === "bigint" ? earlier[Number(parent)].id : parent))
      .sort(Buffer.compare),
    generation: get("generation", 1n),
    clock: get("clock", 65536n),
    schema: [get("namespace", "task"), get("version", 1n), get("digest", zeros(8))],
    kind: get("kind", 0n),
    original: get("original", null),
    body,
  };
  made.header = header(made);
  made.id = sha256(ascii("goat/commit/1"), made.header);
  return made;
}

function header(made) {
  const entries = [0, made.organisation, made.repository, made.item, made.parents, made.generation,
    made.clock, made.session, made.schema, made.kind, made.original, sha256(made.body)];
  return cbor(new Map(entries.map((value, i) => [i + 1, value]).filter(([, value]) => value !== null)));
}

/** Operations by place: the path, and for sets the element; the last operation of a place counts. */
function inOrder(operations) {
  const byPlace = new Map();
  for (const operation of operations) {
    const [code, path, element] = operation;
    byPlace.set(hex(cbor(code === 2n || code === 3n ? [path, element] : [path])), operation);
  }
  return [...byPlace.keys()].sort().map((place) => byPlace.get(place));
}

/** The form in logs, under the context 0: a name in base 32 of sixteen bytes is these. */
function stored(made) {
  const plain = made.kind === 0n && made.original === null;
  const parts = [0, name(made.item), made.parents, made.generation, made.clock, made.body];
  return plain ? parts : [...parts, made.kind, made.original];
}

function name(item) {
  if (!/^[a-z2-7]{26}$/.test(item)) return item;
  let bits = 0n;
  for (const char of item) bits = (bits << 5n) | BigInt("abcdefghijklmnopqrstuvwxyz234567".indexOf(char));
  if ((bits & 3n) !== 0n) return item;
  return Buffer.from((bits >> 2n).toString(16).padStart(32, "0"), "hex");
}

/** The form in packs: what the surroundings say is left out. */
function short(made, earlier, schemas) {
  const parents = made.parents.map((parent) => {
    const index = earlier.findIndex((other) => other.id.equals(parent));
    return index < 0 ? parent : index;
  });
  const schema = schemas.findIndex((other) => cbor(other).toString() === cbor(made.schema).toString());
  return [made.item, parents, made.generation, made.clock, schema, made.kind, made.original, made.body];
}

/** The output of a vector of kind "packs". */
export function pack(description) {
  if (description.has("decode")) return undefined;
  const commits = [];
  for (const one of description.get("commits")) commits.push(make(one, description, commits));
  if (commits.length < 1 || commits.length > MOST_COMMITS) throw refuse("corrupted");
  const keep = description.get("keep")?.map(Number) ?? [...commits.keys()];
  const kept = keep.map((index) => commits[index]);
  const root = merkleRoot(commits.map((one) => one.id));
  const seal = [description.get("organisation") ?? zeros(32), description.get("repository") ?? "/data/todos",
    description.get("session") ?? zeros(16), description.get("incarnation") ?? zeros(8),
    description.get("sequence") ?? 0, 0, commits.length, root];
  const schemas = [];
  for (const { schema } of kept) {
    if (!schemas.some((other) => hex(cbor(other)) === hex(cbor(schema)))) schemas.push(schema);
  }
  const leaf = (one) => short(one, kept.slice(0, kept.indexOf(one)), schemas);
  const tree = slots(commits, new Set(kept), leaf);
  const bytes = cbor([0, [...seal, description.get("signature") ?? zeros(64)], schemas, tree]);
  const message = concat(ascii("goat/seal/1"), cbor(seal));
  return cbor([bytes, root, message, kept.map((one) => one.id)]);
}

/** MTH of RFC 9162: leaves are hashed with a 0 before them, nodes with a 1. */
function merkleRoot(ids) {
  if (ids.length === 0) return sha256();
  if (ids.length === 1) return sha256(Buffer.of(0), ids[0]);
  const split = largestPowerBelow(ids.length);
  return sha256(Buffer.of(1), merkleRoot(ids.slice(0, split)), merkleRoot(ids.slice(split)));
}

/** The leaves that are kept, and a count and a hash for each maximal subtree without any. */
function slots(commits, kept, leaf) {
  if (!commits.some((one) => kept.has(one))) {
    return [[commits.length, merkleRoot(commits.map((one) => one.id))]];
  }
  if (commits.length === 1) return [leaf(commits[0])];
  const split = largestPowerBelow(commits.length);
  return [...slots(commits.slice(0, split), kept, leaf), ...slots(commits.slice(split), kept, leaf)];
}

function largestPowerBelow(n) {
  let power = 1;
  while (2 * power < n) power *= 2;
  return power;
}
