// How identities are made and kept in a real browser.
// @vitest-environment node
/* global DOMException, crypto, indexedDB, openIdentity, verify */
import { beforeEach, expect, test, vi } from "vitest";
import { profiled } from "./profile.mjs";

vi.setConfig({ testTimeout: 60_000 });

const place = profiled();
let page;

beforeEach(async () => {
  page = await opened();
});

test("a key survives a reload, and nobody can export it", async () => {
  const make = async () => {
    const identity = await openIdentity("replica", "device");
    const message = Int8Array.of(1, 2, 3);
    const signature = await identity.sign(message);
    return {
      key: [...identity.sessionKey],
      root: identity.rootKey && [...identity.rootKey],
      good: await verify(identity.sessionKey, message, signature),
      bad: await verify(identity.sessionKey, Int8Array.of(1, 2, 4), signature),
    };
  };
  const first = await page.evaluate(make);
  expect(first).toMatchObject({ good: true, bad: false });
  await page.evaluate(async () => {
    const identity = await openIdentity("replica", "device");
    identity.joined(new Int8Array(32).fill(5));
    await identity.sign(new Int8Array(0));
  });
  await reload();
  expect(await page.evaluate(make)).toEqual({ ...first, root: Array(32).fill(5) });
  const exported = await page.evaluate(async () => {
    const request = indexedDB.open("goatdb");
    await new Promise((resolve) => (request.onsuccess = resolve));
    const kept = request.result.transaction("identities").objectStore("identities").get("replica");
    await new Promise((resolve) => (kept.onsuccess = resolve));
    const { privateKey } = kept.result;
    const attempts = ["pkcs8", "jwk"].map((format) => crypto.subtle.exportKey(format, privateKey));
    return (await Promise.allSettled(attempts)).map(({ status }) => status);
  });
  expect(exported).toEqual(["rejected", "rejected"]);
});

test("pages that open an identity at once get the same key, another name another one", async () => {
  const pages = [page, await opened(), await opened()];
  const keys = await Promise.all(
    pages.map((page) =>
      page.evaluate(async () => {
        const open = async (name) => (await openIdentity(name, "device")).sessionKey.join();
        return Promise.all([open("replica"), open("replica"), open("another")]);
      }),
    ),
  );
  const replicas = keys.flatMap(([one, two]) => [one, two]);
  expect(new Set(replicas).size).toBe(1);
  expect(new Set(keys.map((all) => all[2])).size).toBe(1);
  expect(keys[0][2]).not.toBe(replicas[0]);
});

test("a browser that cannot sign is told which one can", async () => {
  const messages = await page.evaluate(async () => {
    const attempt = () =>
      openIdentity("replica", "device").catch(({ code, message }) => `${code}: ${message}`);
    crypto.subtle.generateKey = () => Promise.reject(new DOMException("unknown", "NotSupportedError"));
    const old = await attempt();
    Object.defineProperty(crypto, "subtle", { value: undefined });
    return [old, await attempt()];
  });
  expect(messages).toEqual([
    "incompatible: This browser has no Ed25519 signatures. " +
      "Use Chrome or Edge 137, Firefox 129 or Safari 17, or newer.",
    "incompatible: This page is not secure, and the browser signs nothing in it. " +
      "Serve it over https:, or from localhost.",
  ]);
});

async function opened() {
  const page = await place.context.newPage();
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
  return page.evaluate(`import("/src/identity.js").then((module) => void Object.assign(window, module))`);
}
