// One task. It follows its own item, so that a change elsewhere does not render it again.
import { useItem, useSaved } from '@goatdb/client/react';
import { memo, useId } from 'react';

import { IconButton } from '../ui/IconButton';
import { Refusal } from './Refusal';
import { SavedMark } from './SavedMark';
import { TaskEditor } from './TaskEditor';
import { When } from './When';
import { deleteTask } from './deleteTask';
import type { TaskItem } from './view';

interface Props {
  task: TaskItem;
  tabbable: boolean;
  isFresh: boolean;
  isEditing: boolean;
  onEdit: (task: TaskItem, isEditing: boolean) => void;
  onTag: (tag: string) => void;
}

export const TaskRow = memo(function TaskRow({ task, tabbable, isFresh, isEditing, onEdit, onTag }: Props) {
  useItem(task, { keys: ['text', 'done', 'tags', 'created'] });
  const saved = useSaved(task);
  const textId = useId();
  const tabIndex = tabbable ? 0 : -1;
  const { text, done, tags, created } = task.values();

  return (
    <div
      className="task"
      data-path={task.path}
      data-saved={saved}
      data-done={done}
      data-fresh={isFresh || undefined}
    >
      <input
        className="check"
        type="checkbox"
        aria-labelledby={textId}
        tabIndex={tabIndex}
        checked={done}
        onChange={(event) => task.set('done', event.target.checked)}
      />
      <div className="task-body">
        {isEditing ? (
          <TaskEditor task={task} labelId={textId} onDone={() => onEdit(task, false)} />
        ) : (
          <>
            <p className="task-text" id={textId} onClick={() => onEdit(task, true)}>
              {text}
            </p>
            {tags.size > 0 && (
              <ul className="tags" aria-label="Tags">
                {[...tags].sort().map((tag) => (
                  <li key={tag}>
                    <button className="tag" tabIndex={tabIndex} onClick={() => onTag(tag)}>
                      #{tag}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
        {saved === 'refused' && <Refusal task={task} />}
      </div>
      {!isEditing && (
        <div className="task-tools">
          <IconButton icon="edit" label="Edit" tabIndex={tabIndex} onClick={() => onEdit(task, true)} />
          <IconButton icon="trash" label="Delete" tabIndex={tabIndex} onClick={() => deleteTask(task)} />
        </div>
      )}
      <When instant={created} />
      <SavedMark saved={saved} />
    </div>
  );
});
