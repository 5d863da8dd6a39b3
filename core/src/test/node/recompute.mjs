// Recomputes golden vectors from their inputs without the engine: from RFC 8949, RFC 9162,
// FIPS 180-4 (by Node) and the specification of HalfSipHash. What agrees here is right twice.
// Usage: recompute.mjs <folder of vectors>
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cbor, equal, hex, read, sha256 } from "./canonical.mjs";
import { commit, pack } from "./commits.mjs";
import { digest, filter, log } from "./sync.mjs";
import { cook } from "./recipes.mjs";

const kinds = {
  values: (input) => {
    const bytes = cbor(cook(read(input)));
    return cbor([bytes, sha256(bytes)]);
  },
  commits: (input) => commit(read(input)),
  packs: (input) => pack(read(input)),
  filters: (input) => filter(read(input)),
  digests: (input) => digest(read(input)),
  logs: (input) => log(read(input)),
};

let passed = 0;
const failures = [];
for (const [kind, recompute] of Object.entries(kinds)) {
  let here = 0;
  for (const line of readFileSync(join(process.argv[2], `${kind}.txt`), "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [name, input, output] = line.trim().split(/ +/);
    const expected = Buffer.from(output, "hex");
    const actual = attempt(recompute, Buffer.from(input, "hex"));
    if (actual === undefined) continue; // bytes to be decoded, which only the engine can
    if (equal(actual, expected)) here++;
    else failures.push(`${kind} ${name}: expected ${output}, was ${hex(actual)}`);
  }
  if (here === 0) failures.push(`no vector of kind ${kind} was recomputed`);
  passed += here;
}

failures.forEach((failure) => console.error(failure));
console.log(`vectors recomputed independently: ${passed} passed, ${failures.length} failed`);
if (failures.length > 0 || passed === 0) process.exit(1);

/** What is recomputed; where the input must be refused, the code of the error. */
function attempt(recompute, input) {
  try {
    return recompute(input);
  } catch (error) {
    return Buffer.from(error.code ?? error.stack);
  }
}
