// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { openIdentity, verify } from "./identity.js";

const message = Int8Array.of(1, 2, 3);

afterEach(() => {
  vi.restoreAllMocks();
});

test("an identity signs what its key verifies, and nothing else does", async () => {
  const identity = await openIdentity("replica", "memory");
  const other = await openIdentity("replica", "memory");
  const signature = await identity.sign(message);
  expect([identity.sessionKey.length, signature.length]).toEqual([32, 64]);
  expect(await verify(identity.sessionKey, message, signature)).toBe(true);
  expect(await verify(other.sessionKey, message, signature)).toBe(false);
  expect(await verify(identity.sessionKey, Int8Array.of(1, 2), signature)).toBe(false);
  expect(await verify(identity.sessionKey, message, signature.slice(1))).toBe(false);
  expect(await verify(identity.sessionKey.slice(1), message, signature)).toBe(false);
});

test("what is signed and verified may change at once", async () => {
  const identity = await openIdentity("replica", "memory");
  const bytes = message.slice();
  const signing = identity.sign(bytes);
  bytes.fill(0);
  const signature = await signing;
  const [key, again, signed] = [identity.sessionKey.slice(), message.slice(), signature.slice()];
  const verifying = verify(key, again, signed);
  for (const each of [key, again, signed]) each.fill(0);
  expect(await verifying).toBe(true);
});

test("more keys than are remembered verify all the same", { timeout: 30_000 }, async () => {
  const first = await openIdentity("replica", "memory");
  const signature = await first.sign(message);
  for (let i = 0; i < 1_100; i++) {
    const key = new Int8Array(new Int16Array(16).fill(i).buffer);
    await verify(key, message, signature);
  }
  expect(await verify(first.sessionKey, message, signature)).toBe(true);
});

test("the root key is remembered, as a copy", async () => {
  const identity = await openIdentity("replica", "memory");
  expect(identity.rootKey).toBeUndefined();
  const root = new Int8Array(32).fill(4);
  identity.joined(root);
  root.fill(0);
  expect(identity.rootKey).toEqual(new Int8Array(32).fill(4));
});

test("where there is no IndexedDB, a key is fleeting, with a warning", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const [one, two] = [await openIdentity("replica", "device"), await openIdentity("replica", "device")];
  expect(one.sessionKey).not.toEqual(two.sessionKey);
  expect(warn.mock.calls).toEqual([[expect.stringContaining("does not survive a reload")]]);
});
