// The repositories that a page wants: shown by what was stored of them, being read, open.
import type { Host } from "./host.js";
import type { State } from "./item.js";
import type { Logs } from "./logs.js";
import { openOn } from "./opening.js";
import type { Preview } from "./preview.js";
import type { ReplicaNews } from "./replica-options.js";

/** The path of the repository that an item is in. */
export function repositoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** What repositories ask of their replica. */
export interface RepositoriesOwner {
  readonly host: Host;
  readonly logs: Logs;
  /** Resolves when this tab has a role. */
  readonly ready: Promise<void>;
  /** Whether host and logs are still those of that moment. */
  lasts(): () => boolean;
  /** Resolves when no other role is being taken on. */
  settled(): Promise<void>;
}

/** The repositories that a page wants. */
export class Repositories {
  readonly #owner: RepositoriesOwner;
  readonly #news: ReplicaNews;
  readonly #wanted = new Map<string, Promise<void>>();
  readonly #previews = new Map<string, Preview>();
  readonly #finishes = new Map<string, () => void>();
  readonly #announced = new Set<string>();

  constructor(owner: RepositoriesOwner, news: ReplicaNews) {
    this.#owner = owner;
    this.#news = news;
  }

  get paths(): string[] {
    return [...this.#wanted.keys()];
  }

  has(repository: string): boolean {
    return this.#wanted.has(repository);
  }

  /** Resolves when all that is wanted by now is open. */
  async allOpen(): Promise<void> {
    await Promise.all(this.#wanted.values());
  }

  /** Sees to it that a repository is open; edits of it are taken at once. */
  open(repository: string): Promise<void> {
    let opened = this.#wanted.get(repository);
    if (!opened) {
      this.#owner.host.call((engine) => {
        engine.expect(repository);
      });
      opened = this.#owner.ready.then(() => this.#read(repository));
      opened.catch((error: unknown) => {
        this.#news.failed(error);
      });
      this.#wanted.set(repository, opened);
    }
    return opened;
  }

  /** What is shown of an item. */
  state(path: string): State | undefined {
    const shown = this.#owner.host.engine.state(path) as State | null;
    return shown ?? this.#unread(repositoryOf(path))?.state(path);
  }

  /** Where the newest edit of an item has got to, in the engine's numbers. */
  saved(path: string): number {
    return this.#unread(repositoryOf(path))?.saved(path) ?? this.#owner.host.engine.saved(path);
  }

  /** How many commits of a repository have no receipt yet. */
  pending(repository: string): number {
    return this.#unread(repository)?.pending ?? this.#owner.host.engine.unreceipted(repository);
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

  /** Another engine answers from now on. */
  replaced(): void {
    this.#announced.clear();
    this.#previews.clear();
    this.#finishes.clear();
  }

  /** Tells once per engine that a repository is open. */
  announce(repository: string): void {
    if (this.#announced.has(repository)) return;
    this.#announced.add(repository);
    this.#news.opened(repository);
  }

  async #read(repository: string): Promise<void> {
    await openOn(this.#owner.host, this.#owner.logs, repository, this.#owner.lasts(), {
      previewed: (preview) => {
        // What was created before the log was here is not in it.
        const created = this.#owner.host.engine.items(repository) as string[];
        for (const path of created) preview.change(path);
        this.#previews.set(repository, preview);
        this.#news.previewed(repository);
      },
      readable: (finish) => {
        this.#finishes.set(repository, finish);
      },
    });
    this.#finishes.delete(repository);
    await this.#owner.settled();
    this.announce(repository);
  }

  /** The preview of a repository that the engine has not read yet. */
  #unread(repository: string): Preview | undefined {
    const preview = this.#previews.get(repository);
    return preview && !this.#owner.host.engine.isOpen(repository) ? preview : undefined;
  }
}
