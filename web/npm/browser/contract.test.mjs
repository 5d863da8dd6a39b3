// The stores of a page keep the contract of all stores, as the stores of the other hosts do.
// @vitest-environment node
/* global openStorage, run, walk */
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStorage } from "../src/memory-storage.ts";
import { openStorage as openHere } from "../src/storage.ts";
import { casesOf, changes, run as runHere, walk as walkHere } from "./contract.mjs";
import { profiled } from "./profile.mjs";

vi.setConfig({ testTimeout: 60_000 });

const file = new URL("../../../core/src/test/resources/contract/stores.json", import.meta.url);
const contract = JSON.parse(readFileSync(file, "utf8"));
const { seeds: count, calls } = contract.walks;
const seeds = Array.from({ length: count }, (_, seed) => seed);

test("a walk is the same in every language", () => {
  const first = contract.walks["seed 1 begins"];
  const steps = walkHere(1, calls, contract.stores["plain map"].can);
  expect(changes(steps).slice(0, first.length)).toEqual(first);
});

describe("a page's memory", () => {
  const { can } = contract.stores["a page's memory"];
  const cases = casesOf(contract, "a page's memory");
  const walks = seeds.map((seed) => ({
    name: `a walk from seed ${seed}`,
    steps: walkHere(seed, calls, can),
  }));

  test.each([...cases, ...walks])("$name", ({ steps }) => runHere(() => openHere("", "memory"), steps));

  // Methods that do something else, given the storage behind their arguments: a case and a walk must find each.
  test.each([
    ["does not cut", { truncate: () => undefined }],
    ["loses the last byte", { append: (log, bytes, good) => good.append(log, bytes.subarray(0, -1)) }],
    ["appends where it should replace", { replace: (log, bytes, good) => good.append(log, bytes) }],
    ["copies bytes too late", { append: (...values) => void later(values) }],
    ["gives the same bytes away twice", { load: sharing() }],
    ["lists no logs", { logs: () => Promise.resolve([]) }],
  ])("a storage that %s is found out", async (_, fault) => {
    expect(await failures(fault, cases)).not.toEqual([]);
    expect(await failures(fault, walks)).not.toEqual([]);
  });

  test("a storage that is not closed is found out", async () => {
    expect(await failures({ close: () => Promise.resolve() }, cases)).toEqual([
      "a closed store refuses every change",
    ]);
  });

  test("nothing is found in a storage without a fault", async () => {
    expect(await failures({}, [...cases, ...walks])).toEqual([]);
  });
});

describe("OPFS", () => {
  const { can } = contract.stores.OPFS;
  const place = profiled();
  let page;

  beforeEach(async () => {
    page = await place.context.newPage();
    await page.goto(place.server.url);
    await prepare();
  });

  test.each(casesOf(contract, "OPFS"))("$name", ({ steps }) => taken(steps));

  test.each(seeds)("a walk from seed %i", (seed) => walked(seed));

  test("files that are not cut are found out", async () => {
    await page.route("**/storage-worker.js", async (route) => {
      const response = await route.fetch();
      const fault = "FileSystemSyncAccessHandle.prototype.truncate = () => undefined;";
      await route.fulfill({ response, body: `${fault}${await response.text()}` });
    });
    const lasting = ({ name }) => name === "what was cut or replaced does not come back";
    await expect(taken(contract.cases.find(lasting).steps)).rejects.toThrow(/step 11, \["holds"/);
    await expect(walked(0, "another")).rejects.toThrow(/step \d+, \["holds"/);
  });

  // As text, because Vitest rewrites imports.
  function prepare() {
    return page.evaluate(`Promise.all(["/src/storage.js", "/browser/contract.mjs"].map((name) => import(name)))
      .then((modules) => void Object.assign(window, ...modules))`);
  }

  function taken(steps) {
    return page.evaluate((steps) => run(() => openStorage("replica", "device"), steps), steps);
  }

  function walked(seed, replica = "replica") {
    return page.evaluate(
      ([seed, replica, calls, can]) => run(() => openStorage(replica, "device"), walk(seed, calls, can)),
      [seed, replica, calls, can],
    );
  }
});

/** The names of what fails on memory where some methods are replaced. */
async function failures(fault, cases) {
  const open = () => {
    const good = new MemoryStorage();
    const get = (_, name) => {
      if (fault[name]) return (...values) => fault[name](...values, good);
      return good[name]?.bind(good);
    };
    return new Proxy(good, { get });
  };
  const failed = [];
  for (const { name, steps } of cases) await runHere(open, steps).catch(() => failed.push(name));
  return failed;
}

async function later([log, bytes, good]) {
  await Promise.resolve();
  good.append(log, bytes);
}

function sharing() {
  const given = new Map();
  return async (log, good) => {
    const bytes = await good.load(log);
    const before = given.get(log);
    if (before?.length === bytes.length) return before;
    given.set(log, bytes);
    return bytes;
  };
}
