/** Addresses of servers, as an application gives them. */

/** The address of the protocol at a server, which may be given relative to the page. */
export function syncAddress(address: string): string {
  const page = typeof location === "undefined" ? undefined : location.href;
  if (!URL.canParse(address, page)) throw invalid(`"${address}" is no address.`);
  const url = new URL(address, page);
  const protocol = { "http:": "ws:", "ws:": "ws:", "https:": "wss:", "wss:": "wss:" }[url.protocol];
  if (!protocol) throw invalid(`"${address}" is no address of a server.`);
  if (url.pathname === "/") url.pathname = "/sync";
  url.protocol = protocol;
  url.hash = "";
  return url.href;
}

function invalid(what: string): Error {
  const remedy = "Give one such as https://example.org.";
  return Object.assign(new Error(`${what} ${remedy}`), { code: "invalid-value", remedy });
}
