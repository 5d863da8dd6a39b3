// Replays the golden vectors through the engine compiled to JavaScript.
// Usage: golden.mjs <module> <folder of vectors>
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [modulePath, folder] = process.argv.slice(2);
const { run } = await import(pathToFileURL(resolve(modulePath)).href);

let passed = 0;
const failures = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt")).sort()) {
  const kind = file.slice(0, -".txt".length);
  for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    // An empty byte string is written as a dash.
    const [name, input, expected] = line.trim().split(/ +/).map((part) => (part === "-" ? "" : part));
    const actual = replay(kind, input);
    if (actual === expected) passed++;
    else failures.push(`${kind} ${name}: expected ${expected}, was ${actual}`);
  }
}

const bundle = readFileSync(modulePath);
console.log(`golden bundle: ${bundle.length} bytes, ${gzipSync(bundle, { level: 9 }).length} gzipped`);
failures.forEach((failure) => console.error(failure));
console.log(`golden vectors in Node: ${passed} passed, ${failures.length} failed`);
if (failures.length > 0 || passed === 0) process.exit(1);

function replay(kind, input) {
  try {
    const output = run(kind, new Int8Array(Buffer.from(input, "hex")));
    return Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString("hex");
  } catch (error) {
    return `an exception: ${error.message}`;
  }
}
