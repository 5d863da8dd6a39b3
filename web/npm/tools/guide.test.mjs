// What the guide shows in TypeScript stands in a test, so it is compiled and run.
// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const dense = (code) => code.replace(/\s+/g, "");

test("the page on order shows what order-stamp.test.ts runs", () => {
  const [, block = ""] = /```ts\n([^]*?)```/.exec(read("../../../docs/guide/order.md")) ?? [];
  const pieces = block.split("\n\n");
  expect(pieces).toHaveLength(3);
  for (const piece of pieces) expect(dense(read("../src/order-stamp.test.ts"))).toContain(dense(piece));
});

test("the page on conflicts shows what conflicts.test.ts and atomically.test.ts run", () => {
  const blocks = [...read("../../../docs/guide/conflicts.md").matchAll(/```ts\n([^]*?)```/g)];
  const pieces = blocks.flatMap(([, block]) => block.split("\n\n"));
  expect(pieces).toHaveLength(6);
  const tests = dense(read("../src/conflicts.test.ts") + read("../src/atomically.test.ts"));
  for (const piece of pieces) expect(tests).toContain(dense(piece));
});

// Who runs each of them: order.md here and OrderStampTest; conflicts.md here and ConflictsGuideTest; definitions.md
// DefinitionGuideTest and the commands' GuideTest; durability.md the latter (and RecoverCommandTest); expressions.md the GuideTest of expressions; text.md TextTest; list.md
// ListTest; rules.md RulesGuideTest, whose Java says the same in its own words.
test("every block of the guide is one that some test runs", () => {
  const guide = new URL("../../../docs/guide/", import.meta.url);
  const blocks = readdirSync(guide).map((name) => {
    const fences = [...readFileSync(new URL(name, guide), "utf8").matchAll(/^```(.*)$/gm)];
    return [name, fences.filter((_, i) => i % 2 === 0).map(([, language]) => language)];
  });
  expect(Object.fromEntries(blocks.filter(([, languages]) => languages.length > 0))).toEqual({
    "conflicts.md": ["java", "ts", "java", "ts", "java", "ts", "java", "ts", "java", "ts", ""],
    "definitions.md": ["json", "", "json", "java", "", "java"],
    "durability.md": ["", ""],
    "expressions.md": ["json"],
    "list.md": ["java"],
    "order.md": ["java", "ts"],
    "rules.md": ["json", "java", "java", "java", "json"],
    "text.md": ["java"],
  });
});
