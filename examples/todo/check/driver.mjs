// Drives a browser for `goat demo --check`: a line of JSON on the standard input asks for something, a
// line on the standard output answers it. What is asked of one page is done in order, pages side by side.
//
// usage: node driver.mjs FOLDER     (for a picture of the page where something failed)
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { launchBrowser } from '../../../web/npm/browser/launch.mjs';
import * as gestures from './gestures.mjs';
import { latency } from './latency.mjs';
import { look } from './look.mjs';
import { flush, read } from './replica.mjs';

const EXPECTED_ERRORS = /WebSocket|net::ERR_|Failed to load resource|service ?worker/i;
const PATIENCE_MILLIS = 90_000;

const pages = new Map();
const profiles = new Map();
const turns = new Map();
const problems = [];
let browser;

const requests = {
  ...Object.fromEntries(Object.entries(gestures).map(([name, act]) => [name, onPage(act)])),
  open,
  reload: onPage(async (page) => {
    await page.reload();
    await gestures.awaitList(page);
  }),
  close: onPage((page) => page.close()),
  crash: onPage(crash),
  network: onPage((page, { wanted }) => page.context().setOffline(!wanted)),
  screenshot: onPage(look),
  latency: onPage((page, request) => latency(page, pages.get(request.to), request)),
  read: onPage(read),
  flush: onPage(flush),
  problems: async () => ({ problems }),
};

function onPage(act) {
  return (request) => {
    const page = pages.get(request.page);
    if (!page) throw new Error(`there is no page ${request.page}`);
    return act(page, request);
  };
}

/** Opens a page in the profile of that name; what a profile stores lasts as long as the driver. */
async function open({ page: name, profile, url }) {
  if (!profiles.has(profile)) profiles.set(profile, newProfile());
  const page = await (await profiles.get(profile)).newPage();
  pages.set(name, page);
  page.on('pageerror', (error) => problems.push(`${name}: ${error.stack ?? error}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !EXPECTED_ERRORS.test(text))
      problems.push(`${name}: ${text}`);
  });
  await page.goto(url);
  await gestures.awaitList(page);
}

async function newProfile() {
  browser ??= launchBrowser();
  const options = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' };
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(PATIENCE_MILLIS);
  return context;
}

/** Ends the process of a page from within, as a fault in it would. */
async function crash(page) {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;
  await page.close();
}

async function answer(request) {
  const act = requests[request.do];
  if (!act) throw new Error(`nobody knows how to ${request.do}`);
  return (await act(request)) ?? {};
}

async function pictureOf(name) {
  const path = join(process.argv[2], `failed-${name}.png`);
  try {
    await pages.get(name).screenshot({ path, timeout: 5_000 });
    return `This is what it looked like: ${path}`;
  } catch (error) {
    return `There is no picture of it: ${error.message}`;
  }
}

function say(id, result) {
  process.stdout.write(`${JSON.stringify({ id, ...result })}\n`);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const request = JSON.parse(line);
    const turn = (turns.get(request.page) ?? Promise.resolve())
      .then(() => answer(request))
      .then((result) => say(request.id, { ok: true, ...result }))
      .catch(async (error) => {
        const picture = await pictureOf(request.page);
        say(request.id, { ok: false, error: `${error.message ?? error}\n${picture}` });
      });
    turns.set(request.page, turn);
  })
  .on('close', async () => {
    await (await browser)?.close();
    process.exit(0);
  });
