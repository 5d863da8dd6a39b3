// Replays the golden vectors in Node through the engine compiled to JavaScript.
// Usage: node.mjs <module> <folder of vectors>
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { replay } from "./replay.mjs";

const [modulePath, folder] = process.argv.slice(2);
const { run } = await import(pathToFileURL(resolve(modulePath)).href);

let passed = 0;
const failures = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt")).sort()) {
  const result = replay(run, file.slice(0, -".txt".length), readFileSync(join(folder, file), "utf8"));
  passed += result.passed;
  failures.push(...result.failures);
}

const bundle = readFileSync(modulePath);
console.log(`golden bundle: ${bundle.length} bytes, ${gzipSync(bundle, { level: 9 }).length} gzipped`);
failures.forEach((failure) => console.error(failure));
console.log(`golden vectors in Node: ${passed} passed, ${failures.length} failed`);
if (failures.length > 0 || passed === 0) process.exit(1);
