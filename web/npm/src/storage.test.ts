// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { openStorage } from "./storage.js";

afterEach(() => {
  vi.restoreAllMocks();
});

test("memory keeps logs, changes in their order, and bytes of its own", async () => {
  const storage = await openStorage("replica", "memory");
  expect(storage.kind).toBe("memory");
  const bytes = Int8Array.of(1, 2);
  storage.append("/log", bytes);
  storage.append("/log", bytes);
  bytes.fill(0);
  await storage.sync("/log");
  expect([...(await storage.load("/log"))]).toEqual([1, 2, 1, 2]);
  (await storage.load("/log")).fill(0);
  expect([...(await storage.load("/log"))]).toEqual([1, 2, 1, 2]);
  storage.replace("/log", Int8Array.of(3, 4, 5));
  storage.truncate("/log", 9);
  storage.truncate("/log", 1);
  storage.truncate("/none", 0);
  storage.append("/log", Int8Array.of(6));
  expect([...(await storage.load("/log"))]).toEqual([3, 6]);
  expect((await storage.load("/none")).length).toBe(0);
  expect(await storage.logs()).toEqual(["/log"]);
});

test("a closed memory says so", async () => {
  const storage = await openStorage("replica", "memory");
  await storage.close();
  storage.append("/log", Int8Array.of(1));
  storage.truncate("/log", 0);
  await expect(storage.load("/log")).rejects.toMatchObject({
    code: "closed",
    remedy: "Open the database again.",
  });
});

test("where there is no browser, what was wanted on the device is in memory, with one warning", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect((await openStorage("replica", "device")).kind).toBe("memory");
  expect((await openStorage("replica", "device")).kind).toBe("memory");
  expect(warn.mock.calls).toEqual([[expect.stringContaining("nothing survives a reload")]]);
});
