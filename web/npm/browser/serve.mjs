// A server of files for pages under test, on the loopback address only.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";

const types = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
};

/**
 * Serves folders by the first part of the path: `{ engine: "target/engine" }` answers `/engine/engine.js`.
 * The path `/` is an empty page. Returns where it listens and how to stop it.
 */
export async function serve(folders) {
  const server = createServer((request, response) => {
    answer(folders, request.url).then(
      ([type, body]) => response.writeHead(200, { "Content-Type": `${type}; charset=utf-8` }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(folders, address) {
  const path = address.replace(/[?#].*/, "");
  if (path === "/") return ["text/html", "<!doctype html><title>empty</title>"];
  const [, name, ...rest] = path.split("/").map(decodeURIComponent);
  const folder = resolve(folders[name] ?? missing(path));
  const file = resolve(folder, ...rest);
  if (!file.startsWith(folder + sep)) missing(path);
  return [types[extname(file)] ?? "application/octet-stream", await readFile(file)];
}

function missing(path) {
  throw new Error(`there is nothing at ${path}`);
}
