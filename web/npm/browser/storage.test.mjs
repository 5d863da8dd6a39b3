// What logs survive in the private file system of a real browser; what every storage does is in contract.test.mjs.
// @vitest-environment node
/* global BroadcastChannel, FileSystemFileHandle, openStorage */
import { beforeEach, expect, test, vi } from "vitest";
import { launchBrowser } from "./launch.mjs";
import { profiled } from "./profile.mjs";

vi.setConfig({ testTimeout: 60_000 });

const place = profiled();
let page;

beforeEach(async () => {
  page = await opened();
});

test("what was synced is there after a reload", async () => {
  await page.evaluate(async () => {
    const storage = await openStorage("replica", "device");
    storage.append("/data/todos", Int8Array.of(1, 2));
    storage.append("/data/notes", Int8Array.of(9));
    storage.append("/data/todos", Int8Array.of(-3));
    await Promise.all([storage.sync("/data/todos"), storage.sync("/data/notes")]);
  });
  await reload();
  const found = await page.evaluate(async () => {
    const storage = await openStorage("replica", "device");
    const todos = [...(await storage.load("/data/todos"))];
    return {
      kind: storage.kind,
      todos,
      none: [...(await storage.load("/none"))],
      logs: await storage.logs(),
    };
  });
  expect(found).toEqual({
    kind: "device",
    todos: [1, 2, -3],
    none: [],
    logs: ["/data/notes", "/data/todos"],
  });
});

test("10,000 appends in turns and at once keep their order", async () => {
  const found = await page.evaluate(async () => {
    const storage = await openStorage("replica", "device");
    const syncs = [];
    for (let i = 0; i < 10_000; i++) {
      storage.append(i % 3 === 0 ? "/other" : "/log", new Int8Array(Int32Array.of(i).buffer));
      if (i % 7 === 0) syncs.push(storage.sync("/log"));
      if (i % 100 === 0) await Promise.resolve();
      if (i % 1_000 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    await Promise.all(syncs);
    const numbers = async (log) => [...new Int32Array((await storage.load(log)).buffer)];
    const [log, other] = [await numbers("/log"), await numbers("/other")];
    const ascending = (all) => all.every((number, at) => at === 0 || number > all[at - 1]);
    return { log: log.length, other: other.length, ascending: ascending(log) && ascending(other) };
  });
  expect(found).toEqual({ log: 6_666, other: 3_334, ascending: true });
});

test("any name is a name of a replica", async () => {
  const names = ["", ".", "..", "a/b", "A%2Fb", "%u00E9", "é", "🐐", "journal", 'x*?:"<>|\\ ', "con.log"];
  const contents = await page.evaluate(async (names) => {
    names.push("\ud83d");
    for (const [at, name] of names.entries()) {
      const storage = await openStorage(name, "device");
      storage.append(name, Int8Array.of(at));
      await storage.close();
    }
    const found = [];
    for (const name of names) {
      const storage = await openStorage(name, "device");
      found.push([...(await storage.load(name)), (await storage.logs()).length]);
    }
    return found;
  }, names);
  expect(contents).toEqual([...names, ""].map((_, at) => [at, 1]));
});

test("a second page is told that the replica is in use, until the first one goes", async () => {
  const open = () =>
    openStorage("replica", "device").then(
      (storage) => storage.kind,
      ({ code, message, remedy }) => ({ code, whole: message.endsWith(remedy) }),
    );
  expect(await page.evaluate(open)).toBe("device");
  const second = await opened();
  expect(await second.evaluate(open)).toEqual({ code: "in-use", whole: true });
  expect(await second.evaluate(() => openStorage("another", "device").then(({ kind }) => kind))).toBe(
    "device",
  );
  await page.close();
  expect(await second.evaluate(open)).toBe("device");
});

test("a page that dies while it writes leaves a prefix with everything that was synced", async () => {
  await page.evaluate(() => {
    new BroadcastChannel("synced").onmessage = ({ data }) => (window.synced = data);
  });
  for (let round = 0; round < 3; round++) {
    const writer = await opened();
    const before = await writer.evaluate(async () => {
      const storage = await openStorage("replica", "device");
      const channel = new BroadcastChannel("synced");
      const before = (await storage.load("/log")).length;
      void (async () => {
        for (let at = before; ;) {
          const bytes = new Int8Array(1 + ((at * 7919) % 8_000));
          for (let i = 0; i < bytes.length; i++) bytes[i] = (at + i) % 251;
          storage.append("/log", bytes);
          at += bytes.length;
          await storage.sync("/log");
          channel.postMessage(at);
        }
      })();
      return before;
    });
    await page.waitForFunction((before) => window.synced > before, before);
    await new Promise((resolve) => setTimeout(resolve, round * 37));
    await crash(writer);
    const reader = await opened();
    const { length, wrong } = await reader.evaluate(async () => {
      const storage = await openStorage("replica", "device");
      const bytes = await storage.load("/log");
      await storage.close();
      const expected = Int8Array.of(0);
      return {
        length: bytes.length,
        wrong: bytes.findIndex((byte, at) => {
          expected[0] = at % 251;
          return byte !== expected[0];
        }),
      };
    });
    const synced = await page.evaluate(() => window.synced);
    expect(wrong).toBe(-1);
    expect(length).toBeGreaterThanOrEqual(synced);
    await reader.close();
  }
});

test("a page that dies while it replaces leaves the old log or the new one", async () => {
  for (let round = 0; round < 3; round++) {
    const writer = await opened();
    await writer.evaluate(async () => {
      const storage = await openStorage("replica", "device");
      void (async () => {
        for (let i = 1; ; i++) {
          storage.replace("/log", new Int8Array(1_000_000 + (i % 100) * 10_000).fill(i % 100));
          await storage.sync("/log");
        }
      })();
    });
    await new Promise((resolve) => setTimeout(resolve, 200 + round * 17));
    await crash(writer);
    const reader = await opened();
    const { length, first, whole } = await reader.evaluate(async () => {
      const storage = await openStorage("replica", "device");
      const bytes = await storage.load("/log");
      await storage.close();
      return { length: bytes.length, first: bytes[0], whole: bytes.every((byte) => byte === bytes[0]) };
    });
    expect({ length, whole }).toEqual({ length: 1_000_000 + first * 10_000, whole: true });
    await reader.close();
  }
});

test("a replacement that stops at any step, half done, leaves the old log or the new one", async () => {
  let steps = Infinity;
  await page.route("**/storage-worker.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${dying})(${steps});${await response.text()}` });
  });
  const outcomes = [];
  for (let step = 0; outcomes.at(-1)?.code !== "done"; step++) {
    const replica = `replica ${step}`;
    steps = Infinity;
    await page.evaluate(async (replica) => {
      const storage = await openStorage(replica, "device");
      storage.append("/log", Int8Array.of(1, 2, 3, 4));
      await storage.close();
    }, replica);
    steps = step;
    const code = await page.evaluate(async (replica) => {
      try {
        const storage = await openStorage(replica, "device");
        storage.replace("/log", Int8Array.of(5, 6));
        await storage.sync("/log");
        return "done";
      } catch (error) {
        return error.code;
      }
    }, replica);
    await reload();
    steps = Infinity;
    const bytes = await page.evaluate(async (replica) => {
      const storage = await openStorage(replica, "device");
      const bytes = [...(await storage.load("/log"))];
      storage.append("/log", Int8Array.of(7));
      await storage.close();
      return bytes;
    }, replica);
    outcomes.push({ code, bytes: bytes.join() });
  }
  const done = outcomes.pop();
  expect(done.bytes).toBe("5,6");
  expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(["storage-failed"]));
  expect(outcomes.map(({ bytes }) => bytes).join(" ")).toMatch(/^(1,2,3,4 )+(5,6 ?)+$/);
});

// The journal as a crash leaves it: the log's old bytes, those that are being written over it, and what must be found.
test.each([
  ["before its header was written", { header: false, cut: 0, log: [1, 2, 3] }, [1, 2, 3]],
  ["in the middle of its bytes", { header: false, cut: 2, log: [1, 2, 3] }, [1, 2, 3]],
  ["when it was whole", { header: true, cut: 0, log: [1, 2, 3] }, [5, 6, 7, 8]],
  ["in the middle of the log", { header: true, cut: 0, log: [5, 6, 3] }, [5, 6, 7, 8]],
  ["before the log was cut", { header: true, cut: 0, log: [5, 6, 7, 8, 4] }, [5, 6, 7, 8]],
  ["before there was a log", { header: true, cut: 0 }, [5, 6, 7, 8]],
  ["with a header but not all bytes", { header: true, cut: 1, log: [1, 2, 3] }, [1, 2, 3]],
])("a replacement that stopped %s", async (_, state, expected) => {
  const found = await page.evaluate(async (state) => {
    await (await openStorage("replica", "device")).close();
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle("goatdb")).getDirectoryHandle("replica");
    const write = async (name, bytes) => {
      const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writer.write(Uint8Array.from(bytes));
      await writer.close();
    };
    const ascii = (text) => [...text].map((character) => character.charCodeAt(0));
    const name = "%2Fdata%2Flog";
    const header = [...ascii("goatlog1"), name.length, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];
    const journal = [...(state.header ? header : header.fill(0)), ...ascii(name), 5, 6, 7, 8];
    await write("journal", journal.slice(0, journal.length - state.cut));
    if (state.log) await write(`${name}.log`, state.log);
    const contents = [];
    for (let i = 0; i < 2; i++) {
      const storage = await openStorage("replica", "device");
      contents.push([...(await storage.load("/data/log"))]);
      await storage.close();
    }
    return [contents, (await (await folder.getFileHandle("journal")).getFile()).size];
  }, state);
  expect(found).toEqual([[expected, expected], 0]);
});

test("a full device is told once, and what was synced stays", async () => {
  await limit(page, 3_000_000);
  const found = await page.evaluate(async () => {
    const told = [];
    const storage = await openStorage("replica", "device");
    storage.onFailure((error) => told.push(error));
    storage.append("/log", new Int8Array(1_000_000).fill(1));
    await storage.sync("/log");
    storage.append("/log", new Int8Array(9_000_000).fill(2));
    const [sync, load] = await Promise.allSettled([storage.sync("/log"), storage.load("/log")]);
    storage.append("/log", new Int8Array(1).fill(3));
    const later = await storage.sync("/log").catch((error) => error);
    const close = await storage.close().catch((error) => error);
    await new Promise((resolve) => storage.onFailure(resolve));
    return {
      told: told.length,
      same: [sync.reason, load.reason, later, close].every((error) => error === told[0]),
      code: told[0]?.code,
      message: told[0]?.message,
    };
  });
  expect(found).toEqual({
    told: 1,
    same: true,
    code: "storage-failed",
    message:
      "The browser has no more space for this database. Free space on this device, then reload the page.",
  });
  await limit(page);
  const kept = await page.evaluate(async () => {
    const bytes = await (await openStorage("replica", "device")).load("/log");
    return [bytes.length, bytes.every((byte) => byte === 1)];
  });
  expect(kept).toEqual([1_000_000, true]);
});

test("a replacement that finds no space leaves the old log", async () => {
  await limit(page, 3_000_000);
  const found = await page.evaluate(async () => {
    const storage = await openStorage("replica", "device");
    storage.append("/log", Int8Array.of(1, 2, 3));
    storage.replace("/log", new Int8Array(9_000_000));
    const code = await storage.sync("/log").catch((error) => error.code);
    return [code, [...(await (await openStorage("replica", "device")).load("/log"))]];
  });
  expect(found).toEqual(["storage-failed", [1, 2, 3]]);
});

test("a full private window is told too", async () => {
  const browser = await launchBrowser();
  try {
    const page = await opened(browser);
    await limit(page, 3_000_000);
    const code = await page.evaluate(async () => {
      const storage = await openStorage("replica", "device");
      storage.append("/log", new Int8Array(9_000_000));
      return storage.sync("/log").catch((error) => error.code);
    });
    expect(code).toBe("storage-failed");
  } finally {
    await browser.close();
  }
});

test("a browser without synchronous files keeps logs in memory, and says so once", async () => {
  await page.route("**/storage-worker.js", async (route) => {
    const response = await route.fetch();
    const without = "delete FileSystemFileHandle.prototype.createSyncAccessHandle;";
    await route.fulfill({ response, body: `${without}${await response.text()}` });
  });
  const warnings = [];
  page.on("console", (message) => warnings.push(message.text()));
  const kinds = await page.evaluate(async () => [
    (await openStorage("replica", "device")).kind,
    (await openStorage("replica", "device")).kind,
  ]);
  expect(kinds).toEqual(["memory", "memory"]);
  expect(warnings).toEqual([expect.stringMatching(/nothing survives a reload: .* synchronous access/)]);
});

test("a worker that is not served is an error that says what to do", async () => {
  await page.route("**/storage-worker.js", (route) => route.fulfill({ status: 404 }));
  const error = await page.evaluate(() =>
    openStorage("replica", "device").catch(({ code, message }) => ({ code, message })),
  );
  expect(error).toEqual({
    code: "storage-failed",
    message: expect.stringMatching(/storage-worker\.js is served/),
  });
});

async function opened(context = place.context) {
  const page = await context.newPage();
  await page.goto(place.server.url);
  await prepare(page);
  return page;
}

async function reload() {
  await page.reload();
  await prepare(page);
}

// As text, because Vitest rewrites imports.
function prepare(page) {
  return page.evaluate(`import("/src/storage.js").then((module) => void Object.assign(window, module))`);
}

// Runs in the worker, before its script: after some steps, the next write does half of its work, and nothing goes on.
function dying(steps) {
  const { createSyncAccessHandle } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.createSyncAccessHandle = async function () {
    const handle = await createSyncAccessHandle.call(this);
    const step = (name, half) => {
      const original = handle[name].bind(handle);
      handle[name] = (...values) => {
        if (steps-- > 0) return original(...values);
        if (steps === -1) half?.(original, ...values);
        throw new Error("the page died");
      };
    };
    step("write", (write, bytes, options) => write(bytes.subarray(0, bytes.length / 2), options));
    step("truncate");
    step("flush");
    return handle;
  };
}

// How many bytes the origin may store.
async function limit(page, quotaSize) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Storage.overrideQuotaForOrigin", { origin: place.server.url, quotaSize });
}

// The process of the page ends as if it had been killed.
async function crash(page) {
  const debug = await place.context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  debug.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();
}
