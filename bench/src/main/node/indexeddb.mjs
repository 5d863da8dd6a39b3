// The page on IndexedDB (peer/indexeddb.html), with the same tasks in it.
import { fileURLToPath } from "node:url";
import { serve } from "../../../../web/npm/browser/serve.mjs";

/** Serves it from an origin of its own and fills it. */
export async function inIndexedDB(page, tasks) {
  const server = await serve({ peer: fileURLToPath(new URL("peer", import.meta.url)) });
  await page.goto(`${server.url}/peer/indexeddb.html`);
  await page.evaluate((tasks) => window.fill(tasks), tasks);
  return { page, close: () => server.close() };
}
