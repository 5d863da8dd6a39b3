// Errors that a caller can act on.

/** An expected error: `code` is stable and the same in every language, `remedy` says what to do. */
export class GoatError extends Error {
  /** Such as `invalid-value`, `not-found`, `limit-exceeded`, `conflict`, `closed`, `in-use`, `storage-failed`, `unreachable`. */
  readonly code: string;
  /** One sentence that says what to do. */
  readonly remedy: string;

  constructor(code: string, what: string, remedy: string) {
    super(what.endsWith(remedy) ? what : `${what} ${remedy}`);
    this.name = "GoatError";
    this.code = code;
    this.remedy = remedy;
  }
}

/** What was thrown somewhere below, as an error of this package where it carries a code. */
export function toGoatError(thrown: unknown): unknown {
  if (thrown instanceof GoatError || !(thrown instanceof Error)) return thrown;
  const { code, remedy } = thrown as { code?: unknown; remedy?: unknown };
  return typeof code === "string" && typeof remedy === "string"
    ? new GoatError(code, thrown.message, remedy)
    : thrown;
}

/** Runs a call of the engine; what it throws becomes a {@link GoatError}. */
export function explained<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw toGoatError(thrown);
  }
}

/** What was thrown, to be told to another tab. */
export function told(thrown: unknown): { code: string; message: string; remedy: string } {
  const error = toGoatError(thrown);
  return error instanceof GoatError
    ? { code: error.code, message: error.message, remedy: error.remedy }
    : { code: "bug", message: String(thrown), remedy: "Please report it." };
}

/** The error of calls after the end. */
export function closed(): GoatError {
  return new GoatError("closed", "The database is closed.", "Open it again.");
}
