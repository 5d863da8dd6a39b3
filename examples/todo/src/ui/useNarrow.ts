// Whether the screen is too narrow for the lists beside the tasks (the same limit as in layout.css).
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 799px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(NARROW);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(NARROW).matches,
  );
}
