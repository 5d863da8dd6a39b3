// Packs the package, as npm would publish it, under one name whatever its version: ../target/goatdb-client.tgz
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const target = fileURLToPath(new URL("../../target", import.meta.url));
mkdirSync(target, { recursive: true });
const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", target], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
  shell: process.platform === "win32",
});
const [{ filename, size, entryCount }] = Object.values(JSON.parse(packed));
renameSync(join(target, filename), join(target, "goatdb-client.tgz"));
console.log(`packed goatdb-client.tgz: ${entryCount} files, ${size} bytes`);
