// @vitest-environment node
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { limit, weigh } from "./size.mjs";

test("a bundle within the limit fits", () => {
  expect(weigh(randomBytes(limit - 1024)).fits).toBe(true);
  expect(weigh(Buffer.alloc(2 * limit)).line).toBe("engine bundle: 0.4 KB gzip, 0.1 KB brotli, limit 156 KB");
});

test("a bundle above the limit does not", () => {
  const { fits, line } = weigh(randomBytes(limit));
  expect(fits).toBe(false);
  expect(line).toMatch(/^engine bundle: 156\.1 KB gzip/);
});
