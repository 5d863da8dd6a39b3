// Why the server did not accept an edit of a task.
import type { TaskItem } from './view';

export function Refusal({ task }: { task: TaskItem }) {
  return <p className="refusal">The server did not accept this: {task.refusal?.reason}</p>;
}
