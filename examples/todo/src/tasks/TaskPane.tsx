// One list: its head, the field for a new task, what is shown of it, and the tasks.
import { useQuery } from '@goatdb/client/react';
import { useCallback, useDeferredValue, useEffect, useState } from 'react';

import { ListFooter } from '../lists/ListFooter';
import { ListHeader } from '../lists/ListHeader';
import type { ListItem } from '../lists/useLists';
import { tasksOf } from '../paths';
import { useSetting } from '../ui/settings';
import { useIdle } from '../ui/useIdle';
import { AddTask } from './AddTask';
import { Empty } from './Empty';
import { PageTitle } from './PageTitle';
import { TagBar } from './TagBar';
import { TaskList } from './TaskList';
import { ViewBar } from './ViewBar';
import { useCounts, type Counts } from './useCounts';
import { queryOf, revealing, type Order, type TaskItem, type View } from './view';

interface Props {
  list: ListItem;
  onMenu: () => void;
  /** Called when the tasks are on the screen and there is time for the rest. */
  onSettled: () => void;
}

export function TaskPane({ list, onMenu, onSettled }: Props) {
  const source = tasksOf(list.key);
  const [order, setOrder] = useSetting<Order>('order', 'newest');
  const [choice, setChoice] = useState<View>({ show: 'all', tag: undefined, search: '', order });
  const [fresh, setFresh] = useState<TaskItem>();
  const [renaming, setRenaming] = useState(false);

  // Typing into the search stays fluent: the list follows when there is time.
  const view = useDeferredValue(choice);
  const shown = useQuery(queryOf(source, view), [source, view]);
  const isSettled = useIdle(!shown.isLoading);
  const counts = useCounts(source, isSettled);
  useEffect(() => {
    if (isSettled) onSettled();
  }, [isSettled, onSettled]);

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
      <PageTitle list={list} open={counts?.open ?? 0} />
      <ListHeader list={list} renaming={renaming} onRename={setRenaming} onMenu={onMenu}>
        {counts && describe(counts)}
      </ListHeader>
      <div className="tools">
        <AddTask source={source} tag={choice.tag} onAdded={added} />
        <ViewBar view={choice} onChange={change} />
        <TagBar source={isSettled ? source : undefined} chosen={choice.tag} onToggle={toggleTag} />
      </div>
      {shown.results.length > 0 ? (
        <TaskList tasks={shown.results} fresh={fresh} onTag={toggleTag} />
      ) : (
        !shown.isLoading && (
          <Empty
            view={view}
            onReset={() => setChoice({ ...choice, show: 'all', tag: undefined, search: '' })}
          />
        )
      )}
      <ListFooter
        list={list}
        source={source}
        done={counts ? counts.total - counts.open : 0}
        onRename={() => setRenaming(true)}
      />
    </>
  );
}

function describe({ total, open }: Counts): string {
  if (total === 0) return 'No tasks yet';
  return `${open.toLocaleString()} open, ${(total - open).toLocaleString()} done`;
}
