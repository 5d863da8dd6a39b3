// Which storage opens; what each does is in browser/contract.test.mjs.
// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { openStorage } from "./storage.js";

afterEach(() => {
  vi.restoreAllMocks();
});

test("what is wanted in memory is there, without a word", async () => {
  const warn = vi.spyOn(console, "warn");
  expect((await openStorage("replica", "memory")).kind).toBe("memory");
  expect(warn).not.toHaveBeenCalled();
});

test("where there is no browser, what was wanted on the device is in memory, with one warning", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect((await openStorage("replica", "device")).kind).toBe("memory");
  expect((await openStorage("replica", "device")).kind).toBe("memory");
  expect(warn.mock.calls).toEqual([[expect.stringContaining("nothing survives a reload")]]);
});
