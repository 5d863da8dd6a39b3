// How tests run: in a simulated page, with the engine that TeaVM has built.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const engine: string = fileURLToPath(new URL("../target/engine", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [{ find: /^\.{1,2}\/((?:expression-|order-)?engine\.js)$/, replacement: `${engine}/$1` }],
  },
  test: {
    environment: "happy-dom",
    include: ["{src,browser,tools}/**/*.test.{ts,tsx,mjs}"],
    // Browsers start slowly where much else runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
