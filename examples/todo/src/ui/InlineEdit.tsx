// A text edited where it stands: Enter or leaving keeps it, Escape does not.
import { useRef, useState, type KeyboardEvent } from 'react';

interface Props {
  label: string;
  value: string;
  className?: string;
  /** Called once, with the new text, or without if there is none. */
  onDone: (text: string | undefined) => void;
}

export function InlineEdit({ label, value, className, onDone }: Props) {
  const [text, setText] = useState(value);
  const done = useRef(false);

  function finish(result: string | undefined) {
    if (done.current) return;
    done.current = true;
    onDone(result);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') finish(text.trim() || undefined);
    if (event.key === 'Escape') finish(undefined);
  }

  return (
    <input
      autoFocus
      className={className}
      aria-label={label}
      maxLength={80}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onKeyDown={onKeyDown}
      onBlur={() => finish(text.trim() || undefined)}
    />
  );
}
