// Which row the keyboard is at: it stays in the document while it is scrolled away, is the only stop of
// the Tab key, and hands the focus on when its task goes.
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';

import type { TaskItem } from './view';

export function useRowFocus(tasks: readonly TaskItem[], scroller: RefObject<HTMLElement | null>) {
  const [active, setActive] = useState<TaskItem>();
  const wanted = useRef<TaskItem>(undefined);
  const lastIndex = useRef(0);
  const index = useMemo(() => (active ? tasks.indexOf(active) : -1), [tasks, active]);

  const focusRow = useCallback(
    (task: TaskItem) => {
      wanted.current = task;
      setActive(task);
      // Also when the row is active already: it may have closed its editor.
      requestAnimationFrame(() => focusCheckbox(scroller.current, wanted));
    },
    [scroller],
  );

  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
    else if (active) {
      const heir = tasks[Math.min(lastIndex.current, tasks.length - 1)];
      setActive(heir);
      if (heir && document.activeElement === document.body) focusRow(heir);
    }
  }, [tasks, index, active, focusRow]);

  const range = useCallback(
    (visible: Range) => {
      const indexes = defaultRangeExtractor(visible);
      if (index < 0 || indexes.includes(index)) return indexes;
      return [...indexes, index].sort((a, b) => a - b);
    },
    [index],
  );

  return {
    range,
    focusRow,
    activate: setActive,
    tabStop: Math.max(index, 0),
    /** The index that a step up or down leads to. */
    next: (by: number) => (index < 0 ? 0 : Math.max(0, Math.min(tasks.length - 1, index + by))),
    /** The task whose row has the focus. */
    focused: () => (scroller.current?.contains(document.activeElement) ? active : undefined),
  };
}

function focusCheckbox(scroller: HTMLElement | null, wanted: RefObject<TaskItem | undefined>): void {
  const row = scroller?.querySelector(`[data-path="${CSS.escape(wanted.current?.path ?? '')}"]`);
  row?.querySelector<HTMLInputElement>('.check')?.focus({ preventScroll: true });
  wanted.current = undefined;
}
