// How many tasks a list has, and how many are open. They are counted when there is time, not before the tasks
// are on the screen; in the order in which they were created, for that takes no sorting.
import { useQuery } from '@goatdb/client/react';

import { app } from '../goat';
import { isOpen } from './view';

export interface Counts {
  readonly total: number;
  readonly open: number;
}

export function useCounts(source: string, now: boolean): Counts | undefined {
  const all = useQuery(now ? { source, schema: app.task, sortBy: 'created' } : undefined, [source]);
  const open = useQuery(
    now ? { source, schema: app.task, predicate: isOpen, sortBy: 'created' } : undefined,
    [source],
  );
  return now ? { total: all.results.length, open: open.results.length } : undefined;
}
