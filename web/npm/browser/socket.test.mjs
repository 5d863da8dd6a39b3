// @vitest-environment node
/* global DOMException, Event, Socket, told */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { launchBrowser } from "./launch.mjs";
import { serveModules } from "./modules.mjs";
import { serveSockets } from "./sockets.mjs";

vi.setConfig({ testTimeout: 60_000 });

let modules, browser, context, page, server;

beforeAll(async () => {
  modules = await serveModules();
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  modules.close();
});

beforeEach(async () => {
  server = await serveSockets();
  context = await browser.newContext();
  page = await context.newPage();
  await page.clock.install();
  await page.clock.resume();
  await page.goto(modules.url);
  await page.evaluate('import("/src/socket.js").then((module) => void Object.assign(window, module))');
});

afterEach(async () => {
  await context.close();
  server.close();
});

test("frames go both ways, and an address without a path is that of the protocol", async () => {
  await start();
  await until(() => window.socket.state === "open");
  await page.evaluate(() => {
    const frame = Int8Array.of(1, -2, 3);
    window.socket.send(1, frame);
    frame.fill(0);
    window.socket.send(2, Int8Array.of(9));
  });
  await until(() => told.some(([event]) => event === "received"));
  expect(await events()).toEqual([
    ["opened", 1],
    ["received", 1, [1, -2, 3]],
  ]);
  expect(server.connections.map(({ path, received }) => [path, received])).toEqual([
    ["/sync", [[1, 254, 3]]],
  ]);
});

test("a connection that breaks is told, and another one follows", async () => {
  await start();
  await until(() => window.socket.state === "open");
  server.connections[0].cut();
  await until(() => told.some(([event, id]) => event === "opened" && id === 2));
  expect(await events()).toEqual([
    ["opened", 1],
    ["closed", 1],
    ["opened", 2],
  ]);
  const trouble = () => page.evaluate(() => window.socket.trouble);
  expect(await trouble()).toMatch(/^The connection to ws:.*\/sync broke: code 1006\.$/);
  await page.evaluate(() => window.socket.succeeded());
  expect(await trouble()).toBeUndefined();
});

test("a server that is not there is tried again until it is", async () => {
  const { port } = server;
  server.close();
  await start(port);
  await until(() => window.socket.trouble !== undefined);
  expect(await page.evaluate(() => [window.socket.state, window.socket.trouble])).toEqual([
    "connecting",
    `ws://127.0.0.1:${port}/sync cannot be reached.`,
  ]);
  server = await serveSockets(port);
  await page.clock.runFor(20_000);
  await until(() => window.socket.state === "open");
});

test("hanging up ends a connection at once, and an old one gets nothing", async () => {
  await start();
  await until(() => window.socket.state === "open");
  const after = await page.evaluate(() => {
    window.socket.hangup(7, "another");
    window.socket.hangup(1, "the frame is malformed");
    window.socket.send(1, Int8Array.of(1));
    return [window.socket.state, window.socket.trouble, told.filter(([event]) => event === "closed").length];
  });
  expect(after).toEqual(["connecting", expect.stringMatching(/was ended: the frame is malformed\.$/), 0]);
  await until(() => told.some(([event, id]) => event === "opened" && id === 2));
  expect(server.connections.map(({ received }) => received)).toEqual([[], []]);
});

test("text is refused", async () => {
  await start();
  await until(() => window.socket.state === "open");
  server.connections[0].send("hello");
  await until(() => told.some(([event]) => event === "closed"));
  expect(await page.evaluate(() => window.socket.trouble)).toMatch(/it is no GoatDB server\.$/);
});

test("offline on purpose stays offline, and comes back at once", async () => {
  await start();
  await until(() => window.socket.state === "open");
  await page.evaluate(() => window.socket.setWanted(false));
  await until(() => window.socket.state === "offline" && told.some(([event]) => event === "closed"));
  await page.clock.runFor(60_000);
  expect(server.connections.length).toBe(1);
  await page.evaluate(() => window.socket.setWanted(true));
  await until(() => window.socket.state === "open");
  expect(await page.evaluate(() => [window.socket.wanted, window.socket.trouble])).toEqual([true, undefined]);
});

test("a device that loses its network says so, and connects anew when it is back", async () => {
  await start();
  await until(() => window.socket.state === "open");
  await network(false);
  await until(() => window.socket.state === "offline");
  await page.evaluate(() => window.socket.send(1, Int8Array.of(1)));
  await until(() => told.some(([event]) => event === "received"));
  expect(await page.evaluate(() => window.socket.state)).toBe("open");
  await network(true);
  await until(() => told.some(([event, id]) => event === "opened" && id === 2));
  await until(() => window.socket.state === "open");
});

test("a page that slept connects anew, one that was hidden for a moment does not", async () => {
  await start();
  await until(() => window.socket.state === "open");
  await hide(true);
  await page.clock.fastForward(30_000);
  await hide(false);
  await page.waitForTimeout(200);
  expect(server.connections.length).toBe(1);
  await hide(true);
  await page.clock.fastForward(90_000);
  await hide(false);
  await until(() => told.some(([event, id]) => event === "opened" && id === 2));
  await page.clock.fastForward(90_000);
  await until(() => told.some(([event, id]) => event === "opened" && id === 3));
});

test("a closed socket is silent", async () => {
  await start();
  await until(() => window.socket.state === "open");
  const before = await page.evaluate(() => {
    window.socket.close();
    window.socket.start();
    window.socket.setWanted(true);
    return told.length;
  });
  await page.clock.runFor(60_000);
  expect(await page.evaluate(() => [window.socket.state, told.length])).toEqual(["offline", before]);
  expect(server.connections.length).toBe(1);
});

test("addresses may be those of pages or relative to one, and others are refused", async () => {
  const answers = await page.evaluate(async () => {
    const dialled = [];
    window.WebSocket = class {
      constructor(address) {
        dialled.push(address);
        throw new DOMException("mixed content", "SecurityError");
      }
    };
    const silent = { opened() {}, received() {}, closed() {}, changed() {} };
    let trouble;
    for (const address of ["/", "", "there?a=b#c", "https://goat.example", "ws://goat.example/x"]) {
      const socket = new Socket(address, silent);
      socket.start();
      trouble = socket.trouble;
      socket.close();
    }
    const codes = ["ftp://goat.example", "http://"].map((address) => {
      try {
        return new Socket(address, silent);
      } catch ({ code }) {
        return code;
      }
    });
    delete window.WebSocket;
    window.WebSocket = undefined;
    const socket = new Socket("/", silent);
    socket.start();
    return { dialled, trouble, codes, without: [socket.state, socket.trouble] };
  });
  const here = modules.url.replace("http:", "ws:");
  expect(answers).toEqual({
    dialled: [
      `${here}/sync`,
      `${here}/sync`,
      `${here}/there?a=b`,
      "wss://goat.example/sync",
      "ws://goat.example/x",
    ],
    trouble: expect.stringMatching(
      /^The browser refuses to connect to ws:\/\/goat.example\/x: SecurityError/,
    ),
    codes: ["invalid-value", "invalid-value"],
    without: ["offline", expect.stringMatching(/no WebSocket/)],
  });
});

// Everything that the socket tells is in the page's list `told`.
function start(port = server.port) {
  return page.evaluate((port) => {
    window.told = [];
    const tell = (...event) => void told.push(event);
    window.socket = new Socket(`http://127.0.0.1:${port}`, {
      opened: (id) => tell("opened", id),
      received: (id, frame) => tell("received", id, [...frame]),
      closed: (id) => tell("closed", id),
      changed: () => tell("changed", window.socket.state),
    });
    window.socket.start();
  }, port);
}

async function events() {
  return (await page.evaluate(() => told)).filter(([event]) => event !== "changed");
}

// Looks from outside: the page's own clock may stand still.
async function until(condition) {
  await expect.poll(() => page.evaluate(condition), { timeout: 10_000 }).toBe(true);
}

// What the browser says; its own emulation would also break the connection.
function network(onLine) {
  return page.evaluate((onLine) => {
    Object.defineProperty(navigator, "onLine", { value: onLine, configurable: true });
    window.dispatchEvent(new Event(onLine ? "online" : "offline"));
  }, onLine);
}

function hide(hidden) {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "visibilityState", {
      value: hidden ? "hidden" : "visible",
      configurable: true,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}
