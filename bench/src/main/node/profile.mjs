// Where the main thread of a page spends its time: a profile, and the functions that took most of it.
import { writeFileSync } from "node:fs";

const INTERVAL_MICROS = 200;
const SHOWN = 40;

/** Does something to a page meanwhile. */
export async function profile(page, file, act) {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: INTERVAL_MICROS });
  await session.send("Profiler.start");
  await act();
  const { profile } = await session.send("Profiler.stop");
  writeFileSync(file, JSON.stringify(profile));
  for (const [name, millis] of bySelfTime(profile).slice(0, SHOWN)) {
    console.error(`${millis.toFixed(1).padStart(8)} ms  ${name}`);
  }
}

function bySelfTime({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const took = new Map();
  samples.forEach((id, i) => {
    const name = names.get(id);
    took.set(name, (took.get(name) ?? 0) + timeDeltas[i] / 1000);
  });
  return [...took].sort(([, a], [, b]) => b - a);
}

function nameOf({ functionName, url, lineNumber, columnNumber }) {
  const file = url.slice(url.lastIndexOf("/") + 1);
  return `${functionName || "(anonymous)"}  ${file}:${lineNumber + 1}:${columnNumber + 1}`;
}
