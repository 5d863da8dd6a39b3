// Replays the golden vectors in Chromium through the engine compiled to JavaScript.
// Usage: golden.mjs <module> <module of the page's functions> <folder of vectors>
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./launch.mjs";
import { serve } from "./serve.mjs";

const [module, pure, vectors] = process.argv.slice(2);
const kinds = readdirSync(vectors)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => name.slice(0, -".txt".length))
  .sort();

const shared = fileURLToPath(new URL("../../src/test/golden", import.meta.url));
const server = await serve({ engine: dirname(module), page: dirname(pure), shared, vectors });
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  const { passed, failures } = await page.evaluate(replayAll, [
    `/engine/${basename(module)}`,
    `/page/${basename(pure)}`,
    kinds,
  ]);
  failures.forEach((failure) => console.error(failure));
  console.log(`golden vectors in Chromium: ${passed} passed, ${failures.length} failed`);
  if (failures.length > 0 || passed === 0) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

// Runs in the page.
async function replayAll([engine, page, kinds]) {
  const { pure } = await import(page);
  const { replayTwice } = await import("/shared/replay.mjs");
  const vectors = {};
  for (const kind of kinds) {
    const response = await fetch(`/vectors/${kind}.txt`);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    vectors[kind] = await response.text();
  }
  return replayTwice(await import(engine), pure, vectors);
}
