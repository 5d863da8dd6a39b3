// The tasks of a list, of which only the visible ones are in the document, and their keys.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';

import { useKeys } from '../ui/keys';
import { TaskRow } from './TaskRow';
import { deleteTask } from './deleteTask';
import { useRowFocus } from './useRowFocus';
import type { TaskItem } from './view';

const ROW_HEIGHT = 53; // a guess until a row is measured

interface Props {
  tasks: readonly TaskItem[];
  /** A task that was just added here. */
  fresh: TaskItem | undefined;
  onTag: (tag: string) => void;
}

export function TaskList({ tasks, fresh, onTag }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string>();
  const focus = useRowFocus(tasks, scroller);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => tasks[index]?.path ?? index,
    rangeExtractor: focus.range,
    overscan: 8,
    useFlushSync: false,
  });

  const { focusRow } = focus;
  const edit = useCallback(
    (task: TaskItem, isEditing: boolean) => {
      setEditing(isEditing ? task.path : undefined);
      if (!isEditing) focusRow(task);
    },
    [focusRow],
  );

  const move = (by: number) => {
    const index = focus.next(by);
    const task = tasks[index];
    if (!task) return false;
    rows.scrollToIndex(index);
    focusRow(task);
    return true;
  };
  const onFocused = (act: (task: TaskItem) => void) => () => {
    const task = focus.focused();
    if (task) act(task);
    return task !== undefined;
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: onFocused((task) => task.set('done', !task.get('done'))),
    e: onFocused((task) => edit(task, true)),
    Enter: (event) => isCheckbox(event.target) && onFocused((task) => edit(task, true))(),
    Delete: onFocused(deleteTask),
  });

  useEffect(() => {
    const index = fresh ? tasks.indexOf(fresh) : -1;
    if (index >= 0) rows.scrollToIndex(index);
  }, [fresh, tasks, rows]);

  return (
    <div className="scroller" ref={scroller}>
      <ul className="tasks" aria-label="Tasks" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const task = tasks[row.index];
          if (!task) return null;
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={tasks.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
              onFocus={() => focus.activate(task)}
            >
              <TaskRow
                task={task}
                tabbable={row.index === focus.tabStop}
                isFresh={task === fresh}
                isEditing={task.path === editing}
                onEdit={edit}
                onTag={onTag}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function isCheckbox(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}
