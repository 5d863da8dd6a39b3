// @vitest-environment node
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { launchBrowser, launchProfile } from "./launch.mjs";
import { serve } from "./serve.mjs";

afterEach(() => vi.unstubAllEnvs());

test("a named browser that is not there is an error that says what to do", async () => {
  vi.stubEnv("GOAT_BROWSER", "/nowhere/chromium");
  await expect(launchBrowser()).rejects.toThrow(/GOAT_BROWSER=\/nowhere\/chromium: there is no such file/);
  await expect(launchBrowser()).rejects.toThrow(/Install Chromium/);
});

test("a named program that is no browser is an error too", async () => {
  vi.stubEnv("GOAT_BROWSER", process.execPath);
  await expect(launchBrowser()).rejects.toThrow(/No browser could be started/);
});

test("a browser opens a page", { timeout: 60_000 }, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    expect(await page.evaluate(() => navigator.userAgent)).toContain("Chrome");
  } finally {
    await browser.close();
  }
});

test("a profile keeps what a page stored", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "goat-profile-"));
  const server = await serve({});
  try {
    expect(await onAPage(folder, server.url, () => (localStorage.goat = "kept"))).toBe("kept");
    expect(await onAPage(folder, server.url, () => localStorage.goat)).toBe("kept");
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function onAPage(folder, url, action) {
  const context = await launchProfile(folder);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await page.evaluate(action);
  } finally {
    await context.close();
  }
}
