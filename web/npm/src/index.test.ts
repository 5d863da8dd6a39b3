import { expect, test } from "vitest";
import { formatVersion } from "./index.js";

test("the engine answers", () => {
  expect(formatVersion()).toBe(0);
});
