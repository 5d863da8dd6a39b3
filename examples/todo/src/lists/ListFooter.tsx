// What can be done with a whole list: clear what is finished, rename it, delete it.
import { useDB } from '@goatdb/client/react';

import { app } from '../goat';
import { notify } from '../ui/notices';
import type { ListItem } from './useLists';

interface Props {
  list: ListItem;
  /** The repository of its tasks, and how many of them are done. */
  source: string;
  done: number;
  onRename: () => void;
}

export function ListFooter({ list, source, done, onRename }: Props) {
  const db = useDB();

  async function clear() {
    const query = db.query({ source, schema: app.task, predicate: (task) => task.get('done') });
    await query.loadingFinished();
    const tasks = query.results();
    query.close();
    tasks.forEach((task) => task.delete());
    notify({
      text:
        tasks.length === 1
          ? 'Cleared 1 finished task'
          : `Cleared ${tasks.length.toLocaleString()} finished tasks`,
      action: 'Undo',
      run: () => tasks.forEach((task) => task.restore()),
    });
  }

  function remove() {
    list.delete(); // its tasks stay where they are, so restoring brings everything back
    notify({ text: `Deleted the list “${list.get('name')}”`, action: 'Undo', run: () => list.restore() });
  }

  return (
    <div className="foot">
      {done > 0 && (
        <button className="button quiet-button" onClick={() => void clear()}>
          Clear {done.toLocaleString()} finished
        </button>
      )}
      <span className="foot-space" />
      <button className="button quiet-button" onClick={onRename}>
        Rename list
      </button>
      <button className="button quiet-button" onClick={remove}>
        Delete list
      </button>
    </div>
  );
}
