// The lists, a field for a new one, and below them theme and help; a drawer on a narrow screen.
import { useEffect, useRef } from 'react';

import { GoatHead, Ridge } from '../ui/Goat';
import { IconButton } from '../ui/IconButton';
import { ThemeChoice } from '../ui/ThemeChoice';
import { useIdle } from '../ui/useIdle';
import { ListLink } from './ListLink';
import { NewList } from './NewList';
import type { ListItem } from './useLists';

interface Props {
  lists: readonly ListItem[];
  current: ListItem | undefined;
  hidden: boolean;
  onLeave: () => void;
  onHelp: () => void;
}

export function Sidebar({ lists, current, hidden, onLeave, onHelp }: Props) {
  const side = useRef<HTMLElement>(null);
  // Counting the tasks of every list can wait until the chosen one is on the screen.
  const idle = useIdle();

  useEffect(() => {
    if (hidden) return;
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onLeave();
    const element = side.current;
    element?.addEventListener('keydown', leave);
    return () => element?.removeEventListener('keydown', leave);
  }, [hidden, onLeave]);

  return (
    <>
      <button className="scrim" aria-label="Close the menu" tabIndex={-1} onClick={onLeave} />
      <header className="side" ref={side} inert={hidden}>
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
                counts={idle}
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
