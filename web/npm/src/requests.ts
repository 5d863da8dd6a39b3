// What a follower asked its keeper for and waits for.
import { GoatError } from "./errors.js";

/** Questions by number, and who waits for the answers. */
export class Requests {
  readonly #waiting = new Map<number, (error: GoatError | undefined) => void>();
  #last = 0;

  /** Sends a question under a new number; resolves or rejects with its answer, or where none comes in time. */
  ask(send: (request: number) => void, timeoutMillis: number): Promise<void> {
    const request = ++this.#last;
    const answer = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.answered(
          request,
          new GoatError(
            "unreachable",
            `The tab that keeps the database did not answer within ${timeoutMillis / 1000} seconds.`,
            "Your edits are in this tab; try again, or close the other tabs of this page.",
          ),
        );
      }, timeoutMillis);
      this.#waiting.set(request, (error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      });
    });
    send(request);
    return answer;
  }

  answered(request: number, error: GoatError | undefined): void {
    this.#waiting.get(request)?.(error);
    this.#waiting.delete(request);
  }

  /** Nobody will answer. */
  rejectAll(error: GoatError): void {
    for (const request of [...this.#waiting.keys()]) this.answered(request, error);
  }
}
