// @vitest-environment node
import { get } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "./serve.mjs";

let server;
beforeAll(async () => {
  server = await serve({ here: fileURLToPath(new URL(".", import.meta.url)) });
});
afterAll(() => server.close());

test("a file is served with its type", async () => {
  const response = await fetch(`${server.url}/here/serve.mjs?again`);
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(await response.text()).toContain("export async function serve");
});

test("the root is an empty page", async () => {
  expect(await (await fetch(server.url)).text()).toContain("<!doctype html>");
});

// Raw requests, because fetch would tidy the paths.
test.each([
  "/here/none",
  "/other/serve.mjs",
  "/here/",
  "/here/../package.json",
  "/here/%2e%2e%2fpackage.json",
  "//",
  "/%",
])("nothing is served at %s", async (path) => {
  const status = await new Promise((resolve, reject) => {
    get(`${server.url}`, { path }, (response) => resolve(response.resume().statusCode)).on("error", reject);
  });
  expect(status).toBe(404);
});
