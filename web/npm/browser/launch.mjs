// Starts a Chromium for tests and demonstrations: the one that is named, installed, or comes with npm.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { bundledChromium } from "./bundled.mjs";

const installed = "/usr/bin/chromium";

// Beyond what Playwright switches off: the browser reaches no machine but this one.
const quiet = [
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
];

/** A browser without a profile: every context begins empty. Options are those of Playwright's launch. */
export function launchBrowser(options = {}) {
  return firstThatStarts((settings) => chromium.launch(settings), options);
}

/** A browser that keeps what its pages store in a folder, as one context. */
export function launchProfile(folder, options = {}) {
  return firstThatStarts((settings) => chromium.launchPersistentContext(folder, settings), options);
}

async function firstThatStarts(start, options) {
  const failures = [];
  for (const [name, find] of ways()) {
    try {
      const args = [...quiet, ...(options.args ?? [])];
      return await start({ ...options, ...(await find()), args });
    } catch (error) {
      failures.push(`  ${name}: ${reason(error)}`);
    }
  }
  throw new Error(
    `No browser could be started:\n${failures.join("\n")}\n` +
      "Install Chromium (on Debian: apt-get install chromium), " +
      "or set GOAT_BROWSER to the path of a Chromium or Chrome.",
  );
}

// A browser that somebody names is the only one tried: another in its place would surprise.
function ways() {
  const named = process.env.GOAT_BROWSER;
  if (named) return [[`GOAT_BROWSER=${named}`, () => existing(named)]];
  return [
    [installed, () => existing(installed)],
    ["the npm package @sparticuz/chromium", bundledChromium],
  ];
}

function existing(executablePath) {
  if (!existsSync(executablePath)) throw new Error("there is no such file");
  return { executablePath };
}

// The line that says most of Playwright's many.
function reason(error) {
  const lines = error.message.split("\n");
  return lines.find((line) => /error while|cannot|not found|denied/i.test(line)) ?? lines[0];
}
