// How long it takes from the key that ends an edit in one window of the to-do application until the edit is
// painted in another: two replicas, and a server between them. Prints a line of JSON with the milliseconds of
// each edit.
//
// usage: node web-edit.mjs --url URL [--list KEY] [--edits N]
//
// It asks for a server with the application and a list of some tasks; web-open.mjs says how to come by one.
import { parseArgs } from "node:util";
import { latency } from "../../../../examples/todo/check/latency.mjs";
import { launchBrowser } from "../../../../web/npm/browser/launch.mjs";
import { settled } from "./watch.mjs";

const WARM_UP = 20;
const PATIENCE_MILLIS = 60_000;

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    list: { type: "string", default: "tasks" },
    edits: { type: "string", default: "150" },
  },
});
const browser = await launchBrowser();
try {
  const [from, to] = [await open(), await open()];
  await latency(from, to, { edits: WARM_UP });
  console.error("two windows are open and warm");
  const { millis } = await latency(from, to, { edits: Number(options.edits) });
  console.log(JSON.stringify({ painted: millis }));
} finally {
  await browser.close();
}

/** A window with a replica of its own, in step with the server. */
async function open() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  await page.goto(`${options.url}/#/${options.list}`);
  await page.locator(`[data-path^="/tasks/${options.list}/"]`).first().waitFor();
  await page.evaluate(settled, `/tasks/${options.list}`);
  return page;
}
