/** Which database the hooks beneath it use. */
import { createContext, useContext, type JSX, type ReactNode } from "react";
import type { GoatDB } from "../index.js";

const Database = createContext<GoatDB | undefined>(undefined);

/** What {@link GoatProvider} takes. */
export interface GoatProviderProps {
  /** An open database. It stays open when the provider goes: whoever made it closes it. */
  readonly db: GoatDB;
  readonly children?: ReactNode;
}

/** Gives a database to the hooks of all components inside it. */
export function GoatProvider({ db, children }: GoatProviderProps): JSX.Element {
  return <Database value={db}>{children}</Database>;
}

/** The database of the nearest {@link GoatProvider}; throws where there is none. */
export function useDB(): GoatDB {
  const db = useContext(Database);
  if (db === undefined) {
    throw new Error(
      "A hook of @goatdb/client/react was called outside of a GoatProvider. " +
        "Wrap the application: <GoatProvider db={db}>...</GoatProvider>, where db is a GoatDB made once, outside of components.",
    );
  }
  return db;
}
