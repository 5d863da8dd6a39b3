// A browser profile and a server of modules for the tests of a file: what a private window keeps is in memory only.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launchProfile } from "./launch.mjs";
import { serveModules } from "./modules.mjs";

/**
 * Sets up `context`, for all tests, and `server`, a new one for each: another port is another origin, where nothing
 * is stored. Pages are closed after each test.
 */
export function profiled() {
  const place = {};
  let folder;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "goat-profile-"));
    place.context = await launchProfile(folder);
  }, 60_000);

  afterAll(async () => {
    await place.context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    place.server = await serveModules();
  });

  afterEach(async () => {
    await Promise.all(place.context.pages().map((page) => page.close()));
    place.server.close();
  });

  return place;
}
