// How a database is opened, and what that means for its replica.
import { GoatError } from "./errors.js";
import { rootKey } from "./keys.js";
import type { ReplicaOptions } from "./replica-options.js";
import { type AnyApp, definitionOf } from "./schema.js";

const COMMITS_PER_SECOND = 3;

/** How a database is opened. */
export interface GoatOptions {
  /** The name of the replica on this device; `goatdb` where left out. Tabs with one name share it. */
  readonly path?: string;
  /** The server: an http(s) or ws(s) address such as `location.origin`. None: a database of its own. */
  readonly peers?: string;
  /** The schemas, from `goat types`. */
  readonly app: AnyApp;
  /** How many commits of one item are made per second at the most, 1 to 1000; 3 where left out. */
  readonly commitsPerSecond?: number;
  /** `device` (the default) keeps it in OPFS; `memory` until the page is closed. */
  readonly storage?: "device" | "memory";
}

/** Throws `invalid-value` where an option is out of its range. */
export function replicaOptions(options: GoatOptions, path: string): ReplicaOptions {
  const commitsPerSecond = options.commitsPerSecond ?? COMMITS_PER_SECOND;
  if (!(commitsPerSecond >= 1 && commitsPerSecond <= 1000)) {
    throw new GoatError("invalid-value", "commitsPerSecond is out of range.", "Use 1 to 1000.");
  }
  const definition = definitionOf(options.app);
  return {
    path,
    storage: options.storage ?? "device",
    peers: options.peers,
    definition: JSON.stringify(definition),
    rootKey: rootKey(definition.organisation?.root),
    commitsPerSecond,
  };
}
