// Opens a repository of an engine on its log, in slices, and shows first what was stored of it.
import { toGoatError } from "./errors.js";
import type { Host } from "./host.js";
import type { Logs } from "./logs.js";
import { Preview } from "./preview.js";
import { breath, inSlices, leisure } from "./slices.js";
import type { StoredValues } from "./values.js";

/** How many commits a step takes: some tenths of a millisecond. */
const STEP = 20;

/** What happens before a repository is open. */
export interface OpeningNews {
  /** What the log says is known already, from what was stored beside it. */
  previewed(preview: Preview): void;
  /** The log is there: `finish` reads all of it at once. */
  readable(finish: () => void): void;
}

/** Opens a repository, unless it is open or the engine is not wanted any more. */
export async function openOn(
  host: Host,
  logs: Logs,
  path: string,
  isWanted: () => boolean,
  news?: OpeningNews,
): Promise<void> {
  if (host.engine.isOpen(path)) return;
  const [bytes, values] = await Promise.all([logs.load(path), news && logs.values(path)]).catch(
    (error: unknown) => {
      throw toGoatError(error);
    },
  );
  if (!isWanted() || host.engine.isOpen(path)) return;
  const opening = host.call((engine) => engine.opening(path, bytes));
  const step = () => host.engine.isOpen(path) || host.call(() => opening.advance(STEP));
  news?.readable(() => {
    while (!step());
  });
  const stored = values && parsed(values);
  if (news && stored) {
    await breath();
    if (!isWanted()) return;
    news.previewed(new Preview(path, stored));
    await leisure();
  }
  await inSlices(step, isWanted, stored ? leisure : breath);
}

/** Opens all that is wanted, also what comes meanwhile; returns what cannot be opened, and why. */
export async function openAll(
  host: Host,
  logs: Logs,
  wanted: () => string[],
  isWanted: () => boolean,
): Promise<Map<string, unknown>> {
  const failures = new Map<string, unknown>();
  const left = () => wanted().filter((path) => !host.engine.isOpen(path) && !failures.has(path));
  for (let paths = left(); paths.length > 0 && isWanted(); paths = left()) {
    const open = (path: string) =>
      openOn(host, logs, path, isWanted).catch((error: unknown) => failures.set(path, error));
    await Promise.all(paths.map(open));
  }
  return failures;
}

/** Nothing where it is no JSON: the log says the same. */
function parsed(values: Int8Array): StoredValues | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(values)) as StoredValues;
  } catch (error) {
    console.warn("GoatDB: the stored values of a repository cannot be read, and are made anew.", error);
    return undefined;
  }
}
