// Builds the package's dist: TypeScript, the engine that TeaVM made from Java, made smaller, and its declarations.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { weigh } from "./size.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const modules = ["engine", "expression-engine", "order-engine"];

if (modules.some((name) => !existsSync(at(`../../target/engine/${name}.js`)))) {
  console.error("The engine is not built. Build it with: mvn -pl web -am process-classes -DskipTests");
  process.exit(1);
}
rmSync(at("../dist"), { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  [at("../node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"],
  { cwd: at(".."), stdio: "inherit" },
);
if (compiled.status !== 0) process.exit(1);
for (const name of modules) {
  const made = readFileSync(at(`../../target/engine/${name}.js`), "utf8");
  // TeaVM's own minifying leaves a tenth that a minifier of JavaScript takes.
  const { code } = await minify(made, { module: true, compress: { passes: 2 } });
  writeFileSync(at(`../dist/${name}.js`), code);
  copyFileSync(at(`../src/${name}.d.ts`), at(`../dist/${name}.d.ts`));
}

const { fits, line } = weigh(readFileSync(at("../dist/engine.js")));
console.log(line);
if (!fits) {
  console.error("The engine is over its limit: see tools/size.mjs.");
  process.exit(1);
}
