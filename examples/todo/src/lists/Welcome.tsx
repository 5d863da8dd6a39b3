// What a person sees before there is any list.
import { useDB, useSyncState } from '@goatdb/client/react';

import { SyncStatus } from '../status/SyncStatus';
import { GoatOnHill } from '../ui/Goat';
import { IconButton } from '../ui/IconButton';
import { NewList } from './NewList';
import { createSample } from './sample';
import { goTo } from './useLists';

export function Welcome({ onMenu }: { onMenu: () => void }) {
  const db = useDB();
  const { connection } = useSyncState();
  return (
    <>
      <title>Nibble</title>
      <div className="head">
        <IconButton className="menu-button" icon="menu" label="Lists" onClick={onMenu} />
        <SyncStatus />
      </div>
      <div className="empty welcome">
        <GoatOnHill />
        <h1>Small bites, all done</h1>
        <p>
          Name a first list, or look around in a sample. Everything is kept on this device at once, and
          reaches your others when there is a network.
        </p>
        <NewList />
        <button className="button" onClick={() => goTo(createSample(db))}>
          Show me a sample
        </button>
        {connection === 'connecting' && (
          <p className="quiet">Asking the server whether you have lists already…</p>
        )}
      </div>
    </>
  );
}
