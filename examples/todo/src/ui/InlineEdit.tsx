// A text edited where it stands: Enter or leaving keeps it, Escape does not.
import { useRef, useState, type KeyboardEvent } from 'react';

interface Props {
  label: string;
  value: string;
  className?: string;
  /** Called once, with the new text, or without if nobody changed it. */
  onDone: (text: string | undefined) => void;
}

export function InlineEdit({ label, value, className, onDone }: Props) {
  const [opened] = useState(value);
  const [before] = useState(document.activeElement as HTMLElement | null);
  const [text, setText] = useState(value);
  const done = useRef(false);

  function finish(keep: boolean) {
    if (done.current) return;
    done.current = true;
    onDone(keep && text !== opened ? text.trim() || undefined : undefined);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault(); // the key is not for what gets the focus now
    finish(event.key === 'Enter');
    before?.focus();
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
      onBlur={() => finish(true)}
    />
  );
}
