/** Hooks for one item. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { FieldOf, Item, Saved, Schema } from "../index.js";
import { useDB } from "./provider.js";
import { WatchedItem } from "./watched-item.js";

/** What {@link useItem} takes beside the item. */
export interface UseItemOptions<S extends Schema> {
  /**
   * The fields whose changes render the component again; without it, all of them. That the item appears, is deleted or is
   * restored always does. Compared by content, so it may be written in place.
   */
  readonly keys?: readonly FieldOf<S>[];
  /** The schema of the item at a path, for its types. */
  readonly schema?: S;
}

/**
 * An item, by its path or as it is; undefined while it is not known here, and for undefined.
 *
 * It is the same object every time, so read fields from it while rendering and give it to other components, but do not
 * make it a dependency of an effect or a memo that reads its fields: take the value you read, or `item.values()`.
 */
export function useItem<S extends Schema>(item: Item<S>, options?: UseItemOptions<S>): Item<S>;
export function useItem<S extends Schema>(
  pathOrItem: string | Item<S> | undefined,
  options?: UseItemOptions<S>,
): Item<S> | undefined;
export function useItem<S extends Schema>(
  pathOrItem: string | Item<S> | undefined,
  options: UseItemOptions<S> = {},
): Item<S> | undefined {
  const db = useDB();
  const { schema } = options;
  const keys = options.keys && JSON.stringify(options.keys);
  const watched = useMemo(
    () =>
      new WatchedItem(
        db,
        pathOrItem,
        schema,
        keys === undefined ? undefined : (JSON.parse(keys) as string[]),
      ),
    [db, pathOrItem, schema, keys],
  );
  useSyncExternalStore(watched.subscribe, watched.version);
  return watched.item;
}

/** How far the newest edit of an item has got; renders again when that changes, and only then. */
export function useSaved<S extends Schema>(item: Item<S>): Saved;
export function useSaved<S extends Schema>(item: Item<S> | undefined): Saved | undefined;
export function useSaved<S extends Schema>(item: Item<S> | undefined): Saved | undefined {
  const subscribe = useCallback(
    (listener: () => void) => item?.onChange(listener) ?? (() => undefined),
    [item],
  );
  return useSyncExternalStore(subscribe, () => item?.saved);
}
