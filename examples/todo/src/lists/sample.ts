// A small list to look around in.
import type { GoatDB } from '@goatdb/client';

import { app } from '../goat';
import { LISTS, tasksOf } from '../paths';
import { parseTask } from '../tasks/parse';
import type { ListItem } from './useLists';

const TASKS = [
  'Open this page in a second window and tick something there',
  'Turn on “Work offline”, change a few things, and come back',
  'Check the weather above the tree line #hike',
  'Ask Ana for the key to the hut #hike #people',
  'Bread, hard cheese, dried apricots #shopping',
  'Spare batteries for the head torch #shopping #gear',
  'Oil the boots #gear',
  'Download the map while there is a network #hike',
];
const DONE = new Set([6, 7]);

export function createSample(db: GoatDB): ListItem {
  const list = db.create(LISTS, app.list, { name: 'A weekend in the hills' });
  const now = Date.now();
  TASKS.forEach((text, index) => {
    const created = new Date(now - index * 60_000); // the first is the newest and stands on top
    db.create(tasksOf(list.key), app.task, { ...parseTask(text), created, done: DONE.has(index) });
  });
  return list;
}
