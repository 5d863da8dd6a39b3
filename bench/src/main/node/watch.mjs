// What is injected into pages: functions that run there, before the scripts of the page or beside them.

/**
 * Notes when a list of so many tasks was on the screen, in milliseconds since the navigation to the page began:
 * `listed` its first rows, in a list of the true length, and `counted` also the line that says how many there
 * are. `window.opening` resolves to both. A frame is on the screen when a message posted in it arrives.
 */
export function watchOpening(tasks) {
  const isListed = () => document.querySelector(`[aria-label="Tasks"] > [aria-setsize="${tasks}"]`) !== null;

  /** "7,500 open, 2,500 done" are 10,000. */
  const isCounted = () => {
    const numbers = document.querySelector(".counts")?.textContent.match(/\d[\d,]*/g) ?? [];
    return numbers.reduce((sum, digits) => sum + Number(digits.replaceAll(",", "")), 0) === tasks;
  };

  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    });

  window.opening = new Promise((resolve) => {
    let listed;
    const observer = new MutationObserver(async () => {
      if (!listed && isListed()) listed = painted();
      if (!listed || !isCounted()) return;
      observer.disconnect();
      resolve({ counted: await painted(), listed: await listed });
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * Resolves when the engine has read the log of a repository, the page is in step with its server, and its main thread
 * has had little to do for half a second.
 */
export async function settled(repository) {
  await window.db.open(repository);
  const step = 50;
  const until = performance.now() + 60_000;
  for (let calm = 0; calm < 500; calm += step) {
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, step));
    const isLate = performance.now() - before > 1.5 * step;
    const { connection, pending } = window.db.syncState();
    if (isLate || connection !== "online" || pending > 0) calm = -step;
    if (performance.now() > until)
      throw new Error(`the page does not settle: ${connection}, ${pending} wait`);
  }
}
