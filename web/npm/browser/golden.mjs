// Replays the golden vectors in Chromium through the engine compiled to JavaScript.
// Usage: golden.mjs <module> <folder of vectors>
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./launch.mjs";
import { serve } from "./serve.mjs";

const [module, vectors] = process.argv.slice(2);
const kinds = readdirSync(vectors)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => name.slice(0, -".txt".length))
  .sort();

const shared = fileURLToPath(new URL("../../src/test/golden", import.meta.url));
const server = await serve({ engine: dirname(module), shared, vectors });
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  const { passed, failures } = await page.evaluate(replayAll, [`/engine/${basename(module)}`, kinds]);
  failures.forEach((failure) => console.error(failure));
  console.log(`golden vectors in Chromium: ${passed} passed, ${failures.length} failed`);
  if (failures.length > 0 || passed === 0) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

// Runs in the page.
async function replayAll([engine, kinds]) {
  const { run } = await import(engine);
  const { replay } = await import("/shared/replay.mjs");
  const results = [];
  for (const kind of kinds) {
    const response = await fetch(`/vectors/${kind}.txt`);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    results.push(replay(run, kind, await response.text()));
  }
  return {
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    failures: results.flatMap((result) => result.failures),
  };
}
