// Whether the server is there, how many edits it has not confirmed yet, and a switch to do without it.
import type { SyncState } from '@goatdb/client';
import { useDB, useSyncState } from '@goatdb/client/react';

import { Icon } from '../ui/Icon';

export function SyncStatus() {
  const db = useDB();
  const state = useSyncState();
  return (
    <div className="sync" data-connection={state.connection}>
      <p className="sync-state" title={state.problem}>
        <span className="dot" aria-hidden="true" />
        {LABELS[state.connection]}
        {state.pending > 0 && state.connection !== 'online' && (
          <span className="pending">
            {state.pending.toLocaleString()}
            <span className="wide"> {state.pending === 1 ? 'edit waits' : 'edits wait'}</span>
          </span>
        )}
      </p>
      <label className="switch">
        <span>Work offline</span>
        <Icon name="offline" />
        <input
          type="checkbox"
          role="switch"
          aria-label="Work offline"
          checked={state.offline === 'wanted'}
          onChange={(event) => db.setOnline(!event.target.checked)}
        />
      </label>
      <p className="sr" role="status">
        {SENTENCES[state.connection]}
      </p>
      {state.problem !== undefined && (
        <p className="problem" role="alert">
          {state.problem}
        </p>
      )}
    </div>
  );
}

const LABELS: Record<SyncState['connection'], string> = {
  online: 'Online',
  connecting: 'Connecting',
  offline: 'Offline',
};

const SENTENCES: Record<SyncState['connection'], string> = {
  online: 'Online. Edits reach the server.',
  connecting: 'Connecting to the server. Edits are kept on this device.',
  offline: 'Offline. Edits are kept on this device.',
};
