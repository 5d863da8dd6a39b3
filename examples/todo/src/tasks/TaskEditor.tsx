// A task being edited: its text, and its tags one by one.
import {
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type SubmitEvent,
} from 'react';

import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { deleteTask } from './deleteTask';
import { parseTask, tagOf } from './parse';
import type { TaskItem } from './view';

interface Props {
  task: TaskItem;
  labelId: string;
  onDone: () => void;
}

export function TaskEditor({ task, labelId, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [opened] = useState(task.get('text'));
  const [input, setInput] = useState(opened);
  const [tag, setTag] = useState('');

  /** Sets what was changed here and nothing else: meanwhile somebody may have changed the task elsewhere. */
  function save() {
    const { text, tags } = parseTask(input);
    if (text && input !== opened) task.set('text', text);
    tags.forEach((tag) => task.add('tags', tag));
    addTag();
  }

  function removeTag(tag: string) {
    field.current?.focus(); // the button that has the focus goes
    task.remove('tags', tag);
  }

  function addTag() {
    if (tagOf(tag)) task.add('tags', tagOf(tag));
    setTag('');
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save();
    onDone();
  }

  function onTagKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !tagOf(tag)) return;
    event.preventDefault();
    addTag();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onDone();
  }

  function onBlur(event: FocusEvent<HTMLFormElement>) {
    if (!document.hasFocus() || event.currentTarget.contains(event.relatedTarget)) return;
    save();
    onDone();
  }

  return (
    <form className="editor" onSubmit={submit} onKeyDown={onKeyDown} onBlur={onBlur} onMouseDown={keepFocus}>
      <span className="sr" id={labelId}>
        {task.get('text')}
      </span>
      <input
        ref={field}
        aria-label="Text of the task"
        autoFocus
        maxLength={2000}
        enterKeyHint="done"
        autoComplete="off"
        value={input}
        onChange={(event) => setInput(event.target.value)}
      />
      <ul className="tags" aria-label="Tags">
        {[...task.get('tags')].sort().map((tag) => (
          <li key={tag}>
            <button
              type="button"
              className="tag"
              aria-label={`Remove the tag ${tag}`}
              onClick={() => removeTag(tag)}
            >
              #{tag} <Icon name="close" />
            </button>
          </li>
        ))}
        <li>
          <input
            className="tag-input"
            aria-label="Add a tag"
            placeholder="#tag"
            maxLength={40}
            autoComplete="off"
            value={tag}
            onChange={(event) => setTag(event.target.value)}
            onKeyDown={onTagKey}
          />
        </li>
        <li className="editor-end">
          <IconButton icon="trash" label="Delete" onClick={() => deleteTask(task)} />
          <button className="button primary small">Save</button>
        </li>
      </ul>
    </form>
  );
}

/** A click on a button leaves the focus in the field; where it does not, a blur would close the editor first. */
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
}
