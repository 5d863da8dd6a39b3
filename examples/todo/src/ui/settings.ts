// What a person chose for this device alone (theme, order): kept in localStorage, not in the database.
import { useSyncExternalStore } from 'react';

const PREFIX = 'nibble.';
const listeners = new Set<() => void>();

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage may be forbidden
  }
}

export function useSetting<T extends string>(name: string, initial: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(onSettings, () => readSetting(name)) as T | null;
  return [value ?? initial, (next) => writeSetting(name, next)];
}

export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener); // another tab
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // It holds until the page is left.
  }
  listeners.forEach((listener) => listener());
}
