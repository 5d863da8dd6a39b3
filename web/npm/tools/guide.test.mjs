// What the guide shows in TypeScript stands in a test, so it is compiled and run.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const dense = (code) => code.replace(/\s+/g, "");

test("the page on order shows what order-stamp.test.ts runs", () => {
  const [, block = ""] = /```ts\n([^]*?)```/.exec(read("../../../docs/guide/order.md")) ?? [];
  const pieces = block.split("\n\n");
  expect(pieces).toHaveLength(3);
  for (const piece of pieces) expect(dense(read("../src/order-stamp.test.ts"))).toContain(dense(piece));
});

test("the page on conflicts shows what conflicts.test.ts runs", () => {
  const blocks = [...read("../../../docs/guide/conflicts.md").matchAll(/```ts\n([^]*?)```/g)];
  const pieces = blocks.flatMap(([, block]) => block.split("\n\n"));
  expect(pieces).toHaveLength(4);
  for (const piece of pieces) expect(dense(read("../src/conflicts.test.ts"))).toContain(dense(piece));
});
