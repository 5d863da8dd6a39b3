// The one notice at the foot of the page: what happened, and a button that takes it back.
import { useSyncExternalStore } from 'react';

export interface Notice {
  text: string;
  action: string;
  run: () => void;
  /** Stays until it is closed. */
  stays?: boolean;
}

let current: Notice | undefined;
const listeners = new Set<() => void>();

export function notify(notice: Notice | undefined): void {
  current = notice;
  listeners.forEach((listener) => listener());
}

export function useNotice(): Notice | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
