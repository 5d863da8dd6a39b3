// Why the server did not accept an edit of a task.
import { useDB } from '@goatdb/client/react';

import type { TaskItem } from './view';

export function Refusal({ task }: { task: TaskItem }) {
  const db = useDB();
  const edit = db.refused().findLast((edit) => edit.path === task.path);
  return <p className="refusal">The server did not accept this: {edit?.reason ?? 'it gave no reason.'}</p>;
}
