/**
 * React hooks over GoatDB. A component renders again when what it asked for changed, and not otherwise.
 *
 * Start reading at `query.ts` and `item.ts`; both rest on `useSyncExternalStore`.
 */
export { GoatProvider, useDB, type GoatProviderProps } from "./provider.js";
export { useDBError, useDBReady, useSyncState } from "./status.js";
export { useItem, useSaved, type UseItemOptions } from "./item.js";
export { useQuery, type UseQueryConfig } from "./query.js";
export type { QueryResults } from "./live-query.js";
