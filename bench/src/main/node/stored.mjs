// Brings a page of the to-do application to where everything is on this device: the list from the server, and
// the application itself in its service worker.
import { settled } from "./watch.mjs";

const STEP_MILLIS = 1000;
const PATIENCE_STEPS = 120;

/** Resolves to the tasks when all are stored, and confirmed by the server. */
export async function prepare(page, url, list, tasks) {
  await page.goto(`${url}/#/${list}`);
  await page.evaluate(() => window.db.readyPromise());
  const source = `/tasks/${list}`;
  await receive(page, source, tasks);
  await page.evaluate(settled, source);
  await page.evaluate(() => window.db.flush());
  await renew(page, source);
  return page.evaluate(async (source) => {
    const query = window.db.query({ source });
    await query.loadingFinished();
    const all = query.results().map(({ path, ...item }) => {
      const { text, done, created, tags } = window.db.item(path).values();
      return { path, text, done, created: created.getTime(), tags: [...tags] };
    });
    query.close();
    return all;
  }, source);
}

/** Waits for as long as more tasks come. */
async function receive(page, source, tasks) {
  await page.evaluate((source) => {
    window.received = window.db.query({ source });
    return window.received.loadingFinished();
  }, source);
  let before = -1;
  for (let waited = 0; before !== tasks; waited++) {
    const now = await page.evaluate(() => window.received.count);
    if (now !== before) {
      console.error(`the page has ${now} of ${tasks} tasks`);
      waited = 0;
    }
    if (now > tasks || waited > PATIENCE_STEPS) throw new Error(`${source} has ${now} tasks, not ${tasks}`);
    before = now;
    if (now !== tasks) await page.waitForTimeout(STEP_MILLIS);
  }
  await page.evaluate(() => window.received.close());
}

/** Sees to it that the page is the newest one, and that it comes from the device. */
async function renew(page, source) {
  const isOld = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (installing) {
      await new Promise((resolve) => {
        installing.onstatechange = () => installing.state !== "installing" && resolve();
      });
    }
    return registration.waiting !== null;
  });
  if (!isOld) return;
  console.error("the application was built anew, and takes over");
  const reloaded = page.waitForEvent("load");
  await page.evaluate(async () => {
    (await navigator.serviceWorker.ready).waiting.postMessage("take over");
  });
  await reloaded;
  await page.evaluate(settled, source);
}
