// Long work in slices, between which the page handles what waits: events, painting, frames.

/** How long a slice lasts: less than a frame. */
const SLICE_MILLIS = 8;

/** How long leisure is waited for at the most. */
const LEISURE_MILLIS = 100;

/**
 * Calls `step` until it says that all is done, or nobody wants it any more; tells whether all was done. `pause` comes
 * between two slices.
 */
export async function inSlices(
  step: () => boolean,
  isWanted: () => boolean,
  pause: () => Promise<void> = breath,
): Promise<boolean> {
  while (isWanted()) {
    const end = performance.now() + SLICE_MILLIS;
    do if (step()) return true;
    while (performance.now() < end);
    await pause();
  }
  return false;
}

/** A pause until the page has nothing else to do, but not for ever. */
export function leisure(): Promise<void> {
  // A page that nobody sees is given little leisure, and others may wait for it.
  if (typeof document !== "undefined" && document.hidden) return breath();
  return new Promise((resolve) => {
    const done = () => {
      resolve();
    };
    if (typeof requestIdleCallback === "undefined") setTimeout(done, SLICE_MILLIS);
    else requestIdleCallback(done, { timeout: LEISURE_MILLIS });
  });
}

/** A pause for what waits already. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}
