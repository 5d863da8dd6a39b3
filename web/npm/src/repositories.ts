// The repositories that a page wants: shown by what was stored of them, being read, open.
import { toGoatError } from "./errors.js";
import type { Host } from "./host.js";
import type { State } from "./item.js";
import { Superseded } from "./logs.js";
import { openOn } from "./opening.js";
import type { Preview } from "./preview.js";
import type { ReplicaNews } from "./replica-options.js";
import type { Role } from "./role.js";

/** The path of the repository that an item is in. */
export function repositoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** How far the edits of a repository have got. */
export interface Standing {
  readonly pending: number;
  readonly here: number;
  readonly server: number;
  readonly problem: string | undefined;
}

/** The repositories that a page wants. */
export class Repositories {
  readonly #role: Role;
  readonly #ready: () => Promise<void>;
  readonly #news: ReplicaNews;
  readonly #wanted = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, Error>();
  readonly #previews = new Map<string, Preview>();
  readonly #finishes = new Map<string, () => void>();
  readonly #announced = new Set<string>();

  /** @param ready gives what resolves when this tab has a role */
  constructor(role: Role, ready: () => Promise<void>, news: ReplicaNews) {
    this.#role = role;
    this.#ready = ready;
    this.#news = news;
  }

  get paths(): string[] {
    return [...this.#wanted.keys()];
  }

  has(repository: string): boolean {
    return this.#wanted.has(repository);
  }

  /** Resolves when all that is wanted by now is open; rejects with what is in the way of one. */
  async allOpen(): Promise<void> {
    await Promise.allSettled(this.#wanted.values());
    for (const error of this.#failures.values()) throw error;
  }

  /** Sees to it that a repository is open; edits of it are taken at once. One that could not be opened is tried again. */
  open(repository: string): Promise<void> {
    let opened = this.#wanted.get(repository);
    if (!opened) {
      this.#role.host.call((engine) => {
        engine.expect(repository);
      });
      opened = this.#ready().then(() => this.#read(repository));
      opened.catch((error: unknown) => {
        this.failed(repository, error);
      });
      this.#wanted.set(repository, opened);
    }
    return opened;
  }

  /** A repository cannot be opened, or not by another engine. */
  failed(repository: string, thrown: unknown): void {
    this.#wanted.delete(repository);
    this.#previews.delete(repository);
    const error = toGoatError(thrown);
    this.#failures.set(repository, error instanceof Error ? error : new Error(String(error)));
    this.#news.failed(error);
  }

  /** What is shown of an item. */
  state(path: string): State | undefined {
    const shown = this.#role.host.engine.state(path) as State | null;
    return shown ?? this.#unread(repositoryOf(path))?.state(path);
  }

  /** Where the newest edit of an item has got to, in the engine's numbers. */
  saved(path: string): number {
    return this.#unread(repositoryOf(path))?.saved(path) ?? this.#role.host.engine.saved(path);
  }

  /** How far the edits of a repository have got. */
  standing(repository: string): Standing {
    const unread = this.#unread(repository);
    if (unread) return { pending: unread.pending, here: unread.pending, server: 0, problem: undefined };
    const [pending, here, server, ...reason] = this.#role.host.engine.standing(repository).split(" ");
    return {
      pending: Number(pending),
      here: Number(here),
      server: Number(server),
      problem: reason.join(" ") || undefined,
    };
  }

  /** What was stored of a repository, until the engine's queries are there. */
  preview(repository: string): Preview | undefined {
    return this.#previews.get(repository);
  }

  dropPreview(repository: string): void {
    this.#previews.delete(repository);
  }

  /** The engine changed an item. */
  changed(path: string): void {
    this.#previews.get(repositoryOf(path))?.change(path);
  }

  /** Reads the rest of a repository's log now, where that is possible: somebody edits it. */
  finish(repository: string): void {
    this.#finishes.get(repository)?.();
  }

  /** Another engine answers from now on; it could not open all that is wanted. */
  replaced(failures: Map<string, unknown>): void {
    this.#announced.clear();
    this.#previews.clear();
    this.#finishes.clear();
    for (const [path, error] of failures) this.failed(path, error);
    for (const path of this.paths) if (this.#role.host.engine.isOpen(path)) this.announce(path);
  }

  /** Tells once per engine that a repository is open. */
  announce(repository: string): void {
    if (this.#announced.has(repository)) return;
    this.#announced.add(repository);
    this.#news.opened(repository);
  }

  /** Reads a repository, with whatever engine and logs this tab has; where they are replaced meanwhile, once more. */
  async #read(repository: string): Promise<void> {
    for (;;) {
      await this.#role.settled();
      const { host } = this.#role;
      try {
        await this.#readBy(host, repository);
        if (host === this.#role.host) break;
      } catch (error) {
        if (!(error instanceof Superseded)) throw error;
        await this.#role.replacing(host);
      }
    }
    this.#failures.delete(repository);
    this.announce(repository);
  }

  async #readBy(host: Host, repository: string): Promise<void> {
    const isWanted = () => host === this.#role.host;
    try {
      await openOn(host, this.#role.logs, repository, isWanted, {
        previewed: (preview) => {
          // What was created before the log was here is not in it.
          for (const path of host.engine.items(repository) as string[]) preview.change(path);
          this.#previews.set(repository, preview);
          this.#news.previewed(repository);
        },
        readable: (finish) => {
          this.#finishes.set(repository, finish);
        },
      });
    } finally {
      if (isWanted()) this.#finishes.delete(repository);
    }
  }

  /** The preview of a repository that the engine has not read yet. */
  #unread(repository: string): Preview | undefined {
    const preview = this.#previews.get(repository);
    return preview && !this.#role.host.engine.isOpen(repository) ? preview : undefined;
  }
}
