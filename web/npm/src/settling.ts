// Waits until what a replica holds is safe, here and on its server.
import { GoatError } from "./errors.js";
import { Superseded } from "./logs.js";
import type { Replica } from "./replica.js";
import type { Role } from "./role.js";
import type { ServerLink } from "./server-link.js";

const POLL_MILLIS = 40;

/** Does something under the role of the moment; where another tab becomes the keeper meanwhile, once more. */
export async function settled(role: Role, act: () => Promise<void>): Promise<void> {
  for (;;) {
    await role.settled();
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
  }
}

/** Resolves when both hold the same; rejects with `unreachable` where that takes longer. */
export async function settleOnServer(
  replica: Replica,
  server: ServerLink | undefined,
  timeoutMillis: number,
): Promise<void> {
  if (!server) {
    throw new GoatError("unreachable", "This database has no server.", "Name one with the option peers.");
  }
  const until = Date.now() + timeoutMillis;
  replica.call((engine) => {
    engine.compare();
  });
  const agrees = () =>
    server.isOnline && replica.repositories.paths.every((path) => replica.engine.isSettled(path));
  while (!agrees()) {
    if (Date.now() > until) {
      throw new GoatError(
        "unreachable",
        `The server did not confirm everything within ${timeoutMillis / 1000} seconds. ${replica.link.problem ?? ""}`.trim(),
        "Your edits are safe here and go out when it can be reached.",
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    replica.call(() => undefined);
  }
}
