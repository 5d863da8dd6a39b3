// How long it takes until a list of 10,000 tasks that is stored on this device is on the screen: in the to-do
// application and, by turns, in a page on IndexedDB. Prints a line of JSON with the milliseconds of each round.
//
// usage: node web-open.mjs --url URL [--list KEY] [--tasks N] [--rounds N] [--warmup N] [--profile DIR]
//                         [--cpuprofile FILE]
//
// It asks for a server with the application and the tasks, such as
//
//   app=examples/todo
//   ./goat serve --data target/server --schema $app/goat.json --assets $app/dist &
//   to="--server ws://localhost:8080 --definitions $app/goat.json"
//   echo '{"name": "tasks"}' | ./goat import - --to /data/lists --schema list --key name $to
//   node bench/src/main/node/tasks.mjs 10000 | ./goat import - --to /tasks/tasks --schema task $to
//   node bench/src/main/node/web-open.mjs --url http://localhost:8080 --profile target/profile
//
// With --profile the browser keeps what it stored, so that the next run begins measuring at once; where the
// application was built anew meanwhile, the new one takes over first. With --cpuprofile one more round is watched
// by the profiler: the file is for the browser's developer tools, and the functions that took most are named.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchProfile } from "../../../../web/npm/browser/launch.mjs";
import { inIndexedDB } from "./indexeddb.mjs";
import { profile } from "./profile.mjs";
import { prepare } from "./stored.mjs";
import { longestTask } from "./tracing.mjs";
import { settled, watchOpening } from "./watch.mjs";

const PATIENCE_MILLIS = 120_000;

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    list: { type: "string", default: "tasks" },
    tasks: { type: "string", default: "10000" },
    warmup: { type: "string", default: "2" },
    rounds: { type: "string", default: "15" },
    profile: { type: "string" },
    cpuprofile: { type: "string" },
  },
});
const tasks = Number(options.tasks);
const folder = options.profile ?? mkdtempSync(join(tmpdir(), "goat-bench-profile"));
const browser = await launchProfile(folder, { viewport: { width: 1280, height: 800 } });
try {
  browser.setDefaultTimeout(PATIENCE_MILLIS);
  const ours = await watched();
  const all = await prepare(ours, options.url, options.list, tasks);
  const peer = await inIndexedDB(await watched(), all);
  console.log(JSON.stringify(await measure(ours, peer)));
  peer.close();
  if (options.cpuprofile) await profile(ours, options.cpuprofile, () => open(ours));
} finally {
  await browser.close();
  if (!options.profile) rmSync(folder, { recursive: true, force: true });
}

async function watched() {
  const page = await browser.newPage();
  await page.addInitScript(watchOpening, tasks);
  return page;
}

/** The application and the other page by turns. */
async function measure(ours, peer) {
  const session = await browser.newCDPSession(ours);
  const took = { listed: [], counted: [], longest: [], indexeddb: [] };
  for (let round = 1 - Number(options.warmup); round <= Number(options.rounds); round++) {
    let opened;
    const longest = await longestTask(session, async () => {
      opened = await open(ours);
    });
    const millis = { ...opened, longest, indexeddb: (await shown(peer.page)).counted };
    const text = Object.entries(millis).map(([name, each]) => `${name} ${each.toFixed(0)} ms`);
    console.error(`${round > 0 ? `opening ${round}` : "warming up"}: ${text.join(", ")}`);
    if (round > 0) for (const name of Object.keys(took)) took[name].push(millis[name]);
  }
  return took;
}

async function open(page) {
  const opened = await shown(page);
  await page.evaluate(settled, `/tasks/${options.list}`);
  return opened;
}

/** Opens the page anew; the milliseconds from then until its list was painted. */
async function shown(page) {
  await page.reload({ waitUntil: "commit" });
  let timer;
  const late = new Promise((_, reject) => {
    const error = new Error(`${page.url()} did not show ${tasks} tasks within ${PATIENCE_MILLIS / 1000} s`);
    timer = setTimeout(() => reject(error), PATIENCE_MILLIS);
  });
  return Promise.race([page.evaluate(() => window.opening), late]).finally(() => clearTimeout(timer));
}
