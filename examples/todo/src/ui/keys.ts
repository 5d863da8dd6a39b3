// Shortcuts of the keyboard: one key each, quiet while somebody types or a dialog is open.
import { useEffect, useRef } from 'react';

import { readSetting } from './settings';

/** What a key does; `false` means that it was not for this one. */
export type Keys = Record<string, (event: KeyboardEvent) => unknown>;

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (act && isShortcut(event) && act(event) !== false) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  // Letters can be switched off for people whose tools type them (WCAG 2.1.4).
  if (event.key.length === 1 && readSetting('keys') === 'off') return false;
  return !takesKey(event.target, event.key) && !document.querySelector('dialog[open]');
}

function takesKey(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLInputElement) {
    if (target.type === 'radio') return key.startsWith('Arrow');
    return target.type !== 'checkbox';
  }
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}
