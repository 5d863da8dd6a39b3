// One list: its head, the field for a new task, what is shown of it, and the tasks.
import { useQuery } from '@goatdb/client/react';
import { useCallback, useDeferredValue, useState } from 'react';

import { app } from '../goat';
import { ListFooter } from '../lists/ListFooter';
import { ListHeader } from '../lists/ListHeader';
import type { ListItem } from '../lists/useLists';
import { tasksOf } from '../paths';
import { useSetting } from '../ui/settings';
import { AddTask } from './AddTask';
import { Empty } from './Empty';
import { PageTitle } from './PageTitle';
import { TagBar } from './TagBar';
import { TaskList } from './TaskList';
import { ViewBar } from './ViewBar';
import { isOpen, queryOf, revealing, type Order, type TaskItem, type View } from './view';

export function TaskPane({ list, onMenu }: { list: ListItem; onMenu: () => void }) {
  const source = tasksOf(list.key);
  const [order, setOrder] = useSetting<Order>('order', 'newest');
  const [choice, setChoice] = useState<View>({ show: 'all', tag: undefined, search: '', order });
  const [fresh, setFresh] = useState<TaskItem>();
  const [renaming, setRenaming] = useState(false);

  // Typing into the search stays fluent: the list follows when there is time.
  const view = useDeferredValue(choice);
  const shown = useQuery(queryOf(source, view), [source, view]);
  const all = useQuery({ source, schema: app.task }, [source]);
  const open = useQuery({ source, schema: app.task, predicate: isOpen }, [source]);
  const done = all.results.length - open.results.length;

  const toggleTag = useCallback(
    (tag: string) => setChoice((now) => ({ ...now, tag: now.tag === tag ? undefined : tag })),
    [],
  );

  function change(next: View) {
    setChoice(next);
    setOrder(next.order);
  }

  function added(task: TaskItem) {
    setFresh(task);
    setChoice(revealing);
  }

  return (
    <>
      <PageTitle list={list} open={open.results.length} />
      <ListHeader list={list} renaming={renaming} onRename={setRenaming} onMenu={onMenu}>
        {all.results.length === 0
          ? 'No tasks yet'
          : `${open.results.length.toLocaleString()} open, ${done.toLocaleString()} done`}
      </ListHeader>
      <div className="tools">
        <AddTask source={source} tag={choice.tag} onAdded={added} />
        <ViewBar view={choice} onChange={change} />
        <TagBar source={source} chosen={choice.tag} onToggle={toggleTag} />
      </div>
      {shown.results.length > 0 ? (
        <TaskList tasks={shown.results} fresh={fresh} onTag={toggleTag} />
      ) : (
        !shown.isLoading && (
          <Empty
            view={view}
            total={all.results.length}
            onReset={() => setChoice({ ...choice, show: 'all', tag: undefined, search: '' })}
          />
        )
      )}
      <ListFooter list={list} source={source} done={done} onRename={() => setRenaming(true)} />
    </>
  );
}
