// The lists of this database, and the one that the address names: `#/KEY`.
import type { Item } from '@goatdb/client';
import { useQuery } from '@goatdb/client/react';
import { useSyncExternalStore } from 'react';

import { app } from '../goat';
import { addressedKey, LISTS } from '../paths';

export type ListItem = Item<typeof app.list>;

export function useLists() {
  const { results, isLoading } = useQuery({ source: LISTS, schema: app.list, sortBy: 'created' });
  const key = useSyncExternalStore(onAddress, addressedKey);
  const current = results.find((list) => list.key === key) ?? results[0];
  return { lists: results, current, isLoading };
}

export const addressOf = (list: ListItem): string => `#/${encodeURIComponent(list.key)}`;

export function goTo(list: ListItem): void {
  location.hash = addressOf(list);
}

function onAddress(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
