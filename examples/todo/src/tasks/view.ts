// Which tasks of a list are shown, in which order: from what a person chose to what a query asks.
import type { Item, ItemView, QueryConfig } from '@goatdb/client';

import { app } from '../goat';

type TaskSchema = typeof app.task;
type TaskView = ItemView<TaskSchema>;
export type TaskItem = Item<TaskSchema>;

export type Show = 'all' | 'open' | 'done';
export type Order = 'newest' | 'oldest' | 'text' | 'open';

export interface View {
  readonly show: Show;
  readonly tag: string | undefined;
  readonly search: string;
  readonly order: Order;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export const isOpen = (task: TaskView): boolean => !task.get('done');

export function queryOf(source: string, view: View): QueryConfig<TaskSchema> {
  return { source, schema: app.task, predicate: matcher(view), ...ORDERS[view.order] };
}

const ORDERS: Record<Order, Pick<QueryConfig<TaskSchema>, 'sortBy' | 'sortDescending'>> = {
  newest: { sortBy: 'created', sortDescending: true },
  oldest: { sortBy: 'created' },
  text: { sortBy: (a, b) => collator.compare(a.get('text'), b.get('text')) },
  open: { sortBy: (a, b) => Number(a.get('done')) - Number(b.get('done')) || newestFirst(a, b) },
};

function newestFirst(a: TaskView, b: TaskView): number {
  return b.get('created').getTime() - a.get('created').getTime();
}

/** Nothing where all tasks are shown: a query without a predicate looks into none of them. */
function matcher({ show, tag, search }: View): ((task: TaskView) => boolean) | undefined {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (show === 'all' && tag === undefined && words.length === 0) return undefined;
  return (task) => {
    if (show !== 'all' && task.get('done') !== (show === 'done')) return false;
    if (tag !== undefined && !task.get('tags').has(tag)) return false;
    if (words.length === 0) return true;
    const text = `${task.get('text')} #${[...task.get('tags')].join(' #')}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** The view in which a task just added can be seen. */
export function revealing(view: View): View {
  return { ...view, show: view.show === 'done' ? 'all' : view.show, search: '' };
}
