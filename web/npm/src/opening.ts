// Opens a repository of an engine on its log, in steps between which the page can breathe.
import type { Host } from "./host.js";
import type { Logs } from "./logs.js";
import { toGoatError } from "./errors.js";

/** How many records or items a step takes: some milliseconds. */
const STEP = 250;

/** Opens a repository, unless it is open or the engine is not wanted any more. */
export async function openOn(host: Host, logs: Logs, path: string, isWanted: () => boolean): Promise<void> {
  if (host.engine.isOpen(path)) return;
  const bytes = await logs.load(path).catch((error: unknown) => {
    throw toGoatError(error);
  });
  if (!isWanted() || host.engine.isOpen(path)) return;
  const opening = host.call((engine) => engine.opening(path, bytes));
  while (!host.call(() => opening.advance(STEP))) {
    await breath();
    if (!isWanted()) return;
  }
}

/** Lets the page handle what waits: events, painting, frames. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}
