// Says that the server did not accept a new task: with it goes the row that would say so.
import type { NewValuesOf } from '@goatdb/client';
import { useDB } from '@goatdb/client/react';
import { useEffect } from 'react';

import { app } from '../goat';
import { notify } from '../ui/notices';

export function useRefusals() {
  const db = useDB();
  useEffect(
    () =>
      db.onRefused(({ path, reason, values }) => {
        if (!path.startsWith('/tasks/') || db.item(path)) return;
        const task = values as NewValuesOf<typeof app.task>;
        notify({
          text: `The server did not accept “${task.text}”: ${reason}`,
          action: 'Try again',
          run: () => db.create(path.slice(0, path.lastIndexOf('/')), app.task, task),
          stays: true,
        });
      }),
    [db],
  );
}
