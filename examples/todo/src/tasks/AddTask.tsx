// The field for a new task: Enter adds it, #words become its tags, several pasted lines several tasks.
import { useDB } from '@goatdb/client/react';
import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type SubmitEvent } from 'react';

import { app } from '../goat';
import { Icon } from '../ui/Icon';
import { useKeys } from '../ui/keys';
import { parseTask } from './parse';
import type { TaskItem } from './view';

interface Props {
  source: string;
  /** The tag that is being looked at; a new task gets it too. */
  tag: string | undefined;
  onAdded: (task: TaskItem) => void;
}

export function AddTask({ source, tag, onAdded }: Props) {
  const db = useDB();
  const field = useRef<HTMLInputElement>(null);
  const [input, setInput] = useState('');

  useKeys({ n: () => field.current?.focus() });

  /** False for a line without a text. */
  function add(line: string, created = new Date()): boolean {
    const { text, tags } = parseTask(line);
    if (!text) return false;
    onAdded(db.create(source, app.task, { text, tags: new Set(tag ? [...tags, tag] : tags), created }));
    return true;
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (add(input)) setInput('');
  }

  function paste(event: ClipboardEvent) {
    const lines = event.clipboardData
      .getData('text/plain')
      .split('\n')
      .filter((line) => line.trim());
    if (lines.length < 2) return;
    event.preventDefault();
    const now = Date.now();
    lines.forEach((line, index) => add(line, new Date(now - index))); // the first is the newest
  }

  function leave(event: KeyboardEvent) {
    if (event.key === 'Escape') field.current?.blur();
  }

  return (
    <form className="add" onSubmit={submit}>
      <Icon name="plus" />
      <input
        ref={field}
        aria-label="New task"
        placeholder={tag ? `Add to #${tag}` : 'Add a task, with #tags'}
        maxLength={2000}
        enterKeyHint="done"
        autoComplete="off"
        value={input}
        onChange={(event) => setInput(event.target.value)}
        onPaste={paste}
        onKeyDown={leave}
      />
      <button className="button primary" disabled={!input.trim()}>
        Add
      </button>
    </form>
  );
}
