// Tells when the page may be gone in a moment.

/** Calls `act` whenever the page is hidden or left; gives the function that ends it. */
export function onLeaving(act: () => void): () => void {
  if (typeof document === "undefined" || typeof addEventListener === "undefined") return () => undefined;
  const hidden = () => {
    if (document.visibilityState === "hidden") act();
  };
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", act);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("pagehide", act);
  };
}
