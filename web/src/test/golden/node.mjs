// Replays the golden vectors in Node through the engine compiled to JavaScript.
// Usage: node.mjs <module> <module of the page's functions> <folder of vectors>
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { replayTwice } from "./replay.mjs";

const [modulePath, purePath, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(path)).href);

const vectors = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt")).sort()) {
  vectors[file.slice(0, -".txt".length)] = readFileSync(join(folder, file), "utf8");
}
const { passed, failures } = replayTwice(await load(modulePath), (await load(purePath)).pure, vectors);

const bundle = readFileSync(modulePath);
console.log(`golden bundle: ${bundle.length} bytes, ${gzipSync(bundle, { level: 9 }).length} gzipped`);
failures.forEach((failure) => console.error(failure));
console.log(`golden vectors in Node: ${passed} passed, ${failures.length} failed`);
if (failures.length > 0 || passed === 0) process.exit(1);
