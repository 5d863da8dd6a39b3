/** What the storage worker tells the page where something fails. */

/** An error on its way to the page; missing: the browser has no such storage. */
export interface Trouble {
  code: "storage-failed" | "in-use" | "closed";
  what: string;
  remedy: string;
  missing?: true;
}

export class Failure extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.what);
    this.trouble = trouble;
  }
}

export function missing(what: string): Failure {
  return new Failure({ code: "storage-failed", what, remedy: "Use a current browser.", missing: true });
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Failure) return error.trouble;
  if (isNamed(error, "QuotaExceededError")) {
    return {
      code: "storage-failed",
      what: "The browser has no more space for this database.",
      remedy: "Free space on this device, then reload the page.",
    };
  }
  return {
    code: "storage-failed",
    what: `The browser's file system failed: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Reload the page; what was synced is still there.",
  };
}

export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
