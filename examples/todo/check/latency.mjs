// How long it takes from the key that ends an edit in one window until the edit is painted in another.
// Both are pages of one browser, so their clocks are one.
import { rename, rowOf } from './gestures.mjs';

const ROWS = 6;

export async function latency(from, to, { edits }) {
  const paths = await to
    .locator('[data-path^="/tasks/"]')
    .evaluateAll((rows, most) => rows.slice(0, most).map((row) => row.dataset.path), ROWS);
  await from.evaluate(() =>
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') window.enterAt = performance.timeOrigin + event.timeStamp;
      },
      true,
    ),
  );
  const texts = {};
  const millis = [];
  for (let i = 0; i < edits; i++) {
    const path = paths[i % paths.length];
    texts[path] = `Edited ${i + 1} of ${edits} times`;
    await rowOf(to, path);
    const painted = to.evaluate(awaitPaint, { path, text: texts[path] });
    await rename(from, { path, text: texts[path] });
    const seen = await painted;
    millis.push(seen - (await from.evaluate(() => window.enterAt)));
  }
  return { millis, texts };
}

/** Runs in the page: the time when the frame that shows a text of a task was handed to the screen. */
function awaitPaint({ path, text }) {
  const shows = () =>
    document.querySelector(`[data-path="${path}"] .task-text`)?.textContent === text;
  return new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!shows()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const channel = new MessageChannel(); // its message comes after the frame
        channel.port1.onmessage = () => done(performance.timeOrigin + performance.now());
        channel.port2.postMessage(0);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
