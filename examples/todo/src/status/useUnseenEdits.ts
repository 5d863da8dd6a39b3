// Says that a task was deleted while somebody changed it, and neither knew; one press brings it back, with the change.
import { useDB } from '@goatdb/client/react';
import { useEffect } from 'react';

import { app } from '../goat';
import { notify } from '../ui/notices';

export function useUnseenEdits() {
  const db = useDB();
  useEffect(
    () =>
      db.onDeletedWithUnseenEdits(({ item, local }) => {
        const task = db.item(item.path, app.task);
        if (!task) return;
        notify({
          text: `“${task.get('text')}” was deleted while ${local ? 'you' : 'somebody'} changed it`,
          action: 'Restore',
          run: () => task.restore(),
          stays: true,
        });
      }),
    [db],
  );
}
