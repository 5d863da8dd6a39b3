// The head of a list: its name (to be changed in place), how much is open, and the state of the connection.
import { useItem } from '@goatdb/client/react';
import type { ReactNode } from 'react';

import { SyncStatus } from '../status/SyncStatus';
import { IconButton } from '../ui/IconButton';
import { InlineEdit } from '../ui/InlineEdit';
import type { ListItem } from './useLists';

interface Props {
  list: ListItem;
  renaming: boolean;
  onRename: (renaming: boolean) => void;
  onMenu: () => void;
  children: ReactNode;
}

export function ListHeader({ list, renaming, onRename, onMenu, children }: Props) {
  useItem(list, { keys: ['name'] });
  const name = list.get('name');

  function finish(text: string | undefined) {
    if (text) list.set('name', text);
    onRename(false);
  }

  return (
    <div className="head">
      <IconButton className="menu-button" icon="menu" label="Lists" onClick={onMenu} />
      <div className="title">
        {renaming ? (
          <InlineEdit className="title-edit" label="List name" value={name} onDone={finish} />
        ) : (
          <h1 onDoubleClick={() => onRename(true)}>{name}</h1>
        )}
        <p className="counts">{children}</p>
      </div>
      <SyncStatus />
    </div>
  );
}
