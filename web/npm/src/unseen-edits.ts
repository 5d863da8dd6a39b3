// Edits of an item that is deleted, which whoever deleted it had not seen.
import type { Item } from "./item.js";
import type { Schema } from "./schema.js";

/**
 * An item was deleted by somebody who had not seen some edits of it, and who made them did not know that. The item
 * stays deleted and keeps the edits: `item.restore()` shows it with them.
 *
 * It is told where one of both was made on this device, and wherever the later one arrives as it is made; each edit
 * once, and nothing of it when a database is opened again.
 */
export interface UnseenEdits<S extends Schema = Schema> {
  /** The item, which is deleted. */
  readonly item: Item<S>;
  /** The names of the fields that were edited, in their order. */
  readonly fields: ReadonlySet<string>;
  /** Whether some of the edits were made on this device. */
  readonly local: boolean;
}
