/** GoatDB in the browser: an embedded, distributed, versioned document database. */
export type { Heads } from "./atomic.js";
export { GoatDB } from "./db.js";
export type { GoatOptions } from "./goat-options.js";
export type { ExplainedChange, Explanation } from "./explanation.js";
export { formatVersion } from "./engine.js";
export { GoatError } from "./errors.js";
export type { RefusedEdit } from "./host.js";
export { Item, type ItemChange, type ItemView, type Saved } from "./item.js";
export { Query, type QueryConfig } from "./query.js";
export type { QueryChange } from "./query-changes.js";
export type { SyncState } from "./sync-state.js";
export type { UnseenEdits } from "./unseen-edits.js";
export {
  type AnyApp,
  type App,
  defineApp,
  type Definition,
  type FieldDefinition,
  type FieldOf,
  type MergePolicy,
  type NewValuesOf,
  type RuleDefinition,
  type ScalarType,
  type Schema,
  type UpgradeDefinition,
  type ValuesOf,
  type VersionDefinition,
} from "./schema.js";
