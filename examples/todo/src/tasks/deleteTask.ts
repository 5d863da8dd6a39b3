// Deletes a task, and offers to take that back.
import { notify } from '../ui/notices';
import type { TaskItem } from './view';

export function deleteTask(task: TaskItem): void {
  task.delete();
  notify({ text: `Deleted “${task.get('text')}”`, action: 'Undo', run: () => task.restore() });
}
