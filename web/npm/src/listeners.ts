// Listeners that are told something, in the order in which they came.

/** Calls the application; what it throws is its own affair, and goes to the console. */
export function isolated(act: () => void): void {
  try {
    act();
  } catch (error) {
    console.error(error);
  }
}

/** A list of listeners; one that is removed while others are told is not told any more. */
export class Listeners<T> {
  readonly #all = new Set<(news: T) => void>();

  get size(): number {
    return this.#all.size;
  }

  /** Adds a listener; gives the function that removes it. */
  add(listener: (news: T) => void): () => void {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  clear(): void {
    this.#all.clear();
  }

  tell(news: T): void {
    for (const listener of [...this.#all]) {
      isolated(() => {
        if (this.#all.has(listener)) listener(news);
      });
    }
  }
}
