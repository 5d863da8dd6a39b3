// True once something is there and the browser has had nothing to do since: for work that the first paint
// should not wait for.
import { useEffect, useState } from 'react';

export function useIdle(isThere: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!isThere) return;
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true), 300);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(() => setIdle(true), { timeout: 1000 });
    return () => cancelIdleCallback(handle);
  }, [isThere]);
  return idle;
}
