// The lists, a field for a new one, and below them theme and help; a drawer on a narrow screen.
import { useEffect, useRef, type KeyboardEvent } from 'react';

import { GoatHead, Ridge } from '../ui/Goat';
import { IconButton } from '../ui/IconButton';
import { ThemeChoice } from '../ui/ThemeChoice';
import { ListLink } from './ListLink';
import { NewList } from './NewList';
import type { ListItem } from './useLists';

interface Props {
  lists: readonly ListItem[];
  current: ListItem | undefined;
  /** Whether to count the tasks of every list yet. */
  counts: boolean;
  /** On a narrow screen it is a drawer, open or shut. */
  drawer: 'open' | 'shut' | undefined;
  onLeave: () => void;
  onHelp: () => void;
}

export function Sidebar({ lists, current, counts, drawer, onLeave, onHelp }: Props) {
  const side = useRef<HTMLElement>(null);

  useEffect(() => {
    if (drawer !== 'open') return;
    const before = document.activeElement as HTMLElement | null;
    side.current?.querySelector<HTMLElement>('.side-close')?.focus();
    return () => before?.focus();
  }, [drawer]);

  function leave(event: KeyboardEvent) {
    if (drawer === 'open' && event.key === 'Escape') onLeave();
  }

  return (
    <>
      <button className="scrim" aria-label="Close the menu" tabIndex={-1} onClick={onLeave} />
      <header className="side" ref={side} inert={drawer === 'shut'} onKeyDown={leave}>
        <div className="brand">
          <GoatHead />
          <p>Nibble</p>
          <IconButton className="side-close" icon="close" label="Close the menu" onClick={onLeave} />
        </div>
        <nav aria-label="Lists" className="lists">
          <ul>
            {lists.map((list) => (
              <ListLink
                key={list.path}
                list={list}
                isCurrent={list === current}
                counts={counts}
                onFollow={onLeave}
              />
            ))}
          </ul>
          <NewList onMade={onLeave} />
        </nav>
        <div className="side-end">
          <ThemeChoice />
          <IconButton icon="help" label="Help and shortcuts" onClick={onHelp} />
        </div>
        <Ridge />
      </header>
    </>
  );
}
