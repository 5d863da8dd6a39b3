/** Hooks for the state of the database as a whole. */
import { useCallback, useSyncExternalStore } from "react";
import type { GoatDB, GoatError, SyncState } from "../index.js";
import { useDB } from "./provider.js";

/** Whether the database can be used yet; renders again when that changes. {@link useDBError} says what is wrong. */
export function useDBReady(): "loading" | "ready" | "error" {
  return useStatus(readiness);
}

/** Why the database cannot be used, with the remedy; undefined while nothing is wrong. */
export function useDBError(): GoatError | undefined {
  return useStatus(problem);
}

/** How far synchronisation has got; renders again when any of it changes. */
export function useSyncState(): SyncState {
  const db = useDB();
  const subscribe = useCallback((listener: () => void) => db.onSyncState(listener), [db]);
  return useSyncExternalStore(subscribe, () => db.syncState());
}

function useStatus<T>(read: (db: GoatDB) => T): T {
  const db = useDB();
  const subscribe = useCallback((listener: () => void) => db.onStatus(listener), [db]);
  return useSyncExternalStore(subscribe, () => read(db));
}

function readiness(db: GoatDB): "loading" | "ready" | "error" {
  if (db.problem !== undefined) return "error";
  return db.ready ? "ready" : "loading";
}

function problem(db: GoatDB): GoatError | undefined {
  return db.problem;
}
