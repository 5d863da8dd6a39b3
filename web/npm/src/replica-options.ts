// What a replica is made of, and what it tells the database.
import type { RefusedEdit } from "./host.js";
import type { Link } from "./tabs.js";

/** What a replica tells the database. */
export interface ReplicaNews {
  /** Takes up that an item changed; gives what tells of it. */
  changed(item: string, before: Readonly<Record<string, unknown>> | undefined, local: boolean): () => void;
  /** An item is deleted by somebody who had not seen edits of these fields. */
  unseen(item: string, fields: readonly string[], local: boolean): void;
  progress(repository: string): void;
  refused(edit: RefusedEdit): void;
  /** What was stored of a repository is there, and just what its log says. */
  previewed(repository: string): void;
  /** A repository is open, or another engine has taken over: everything may look different. */
  opened(repository: string): void;
  /** The connection to the server changed. */
  link(): void;
  failed(error: unknown): void;
}

/** What a replica is made of. */
export interface ReplicaOptions {
  path: string;
  storage: "device" | "memory";
  peers: string | undefined;
  definition: string;
  rootKey: Int8Array | undefined;
  commitsPerSecond: number;
}

/** Nobody to connect to. */
export const ALONE: Link = { connection: "offline", offline: "alone", problem: undefined };
