// Installs the npm packages of a folder with npm ci, but only when they changed since the last time.
// Usage: install.mjs <folder>
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2] ?? ".");
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));

// Packages that are files are built, so the lock file must not pin their bytes.
const files = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  .filter((version) => version.startsWith("file:"))
  .map((version) => version.slice("file:".length));
for (const [place, entry] of Object.entries(lock.packages)) {
  if (entry.resolved?.startsWith("file:") && entry.integrity !== undefined) {
    console.error(`${folder}/package-lock.json: remove the integrity of ${place}; each build changes it`);
    process.exit(1);
  }
}

const sources = ["package.json", "package-lock.json", ".npmrc", ...files];
const hash = createHash("sha256");
for (const source of sources) {
  const bytes = readFileSync(join(folder, source));
  hash.update(`${source} ${bytes.length}\n`).update(bytes);
}
const digest = hash.digest("hex");

// npm ci begins by removing node_modules, and the stamp with it.
const stamp = join(folder, "node_modules", ".installed");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest) {
  const { status, error } = spawnSync("npm", ["ci"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`npm ci failed in ${folder}${error ? `: ${error.message}` : ""}`);
    process.exit(1);
  }
  writeFileSync(stamp, digest);
}
