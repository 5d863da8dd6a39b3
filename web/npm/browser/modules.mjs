// Serves the package's TypeScript modules, and the engine, to pages under test, as JavaScript at /src/; and this folder.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { serve } from "./serve.mjs";

const source = fileURLToPath(new URL("../src", import.meta.url));
const browser = fileURLToPath(new URL(".", import.meta.url));
const engines = fileURLToPath(new URL("../../target/engine", import.meta.url));
const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };

/** Returns where it listens and how to stop it; `more` are other folders, by the first part of their path. */
export async function serveModules(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), "goat-modules-"));
  for (const name of readdirSync(source).filter((name) => /^[a-z-]+\.ts$/.test(name))) {
    const { outputText } = ts.transpileModule(readFileSync(join(source, name), "utf8"), { compilerOptions });
    writeFileSync(join(folder, name.replace(/ts$/, "js")), outputText);
  }
  for (const name of ["engine.js", "expression-engine.js", "order-engine.js"]) {
    copyFileSync(join(engines, name), join(folder, name));
  }
  const server = await serve({ ...more, src: folder, browser });
  return {
    url: server.url,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
