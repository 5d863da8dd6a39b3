// Something that happens again and again, for whoever waits for the next time.

export class Signal {
  #next = makeNext();

  /** Resolves when it happens next. */
  next(): Promise<void> {
    return this.#next.promise;
  }

  tell(): void {
    const { happen } = this.#next;
    this.#next = makeNext();
    happen();
  }
}

function makeNext(): { readonly promise: Promise<void>; readonly happen: () => void } {
  let happen = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { promise, happen };
}
