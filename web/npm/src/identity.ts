/** The key that a replica signs with: made once, kept by the browser, and readable by nobody. */

export interface Identity {
  /** The 32 bytes of the Ed25519 public key. */
  readonly sessionKey: Int8Array;
  /** The public key of the organisation's root, once it is known. */
  readonly rootKey: Int8Array | undefined;
  /** A signature of 64 bytes. */
  sign(message: Int8Array): Promise<Int8Array>;
  /** Remembers the root key, on the device where the identity is kept there. */
  joined(rootKey: Int8Array): void;
}

// What the database holds under the name of a replica.
interface Kept {
  privateKey: CryptoKey;
  sessionKey: Int8Array;
  rootKey?: Int8Array;
}

type Remember = (rootKey: Int8Array) => Promise<void>;

const ALGORITHM = "Ed25519";
const DATABASE = "goatdb";
const STORE = "identities";
const MOST_KEYS = 1_000;

/** The identity of the replica with this name; fleeting in memory, and where the browser keeps nothing. */
export async function openIdentity(name: string, wanted: "device" | "memory"): Promise<Identity> {
  if (wanted === "memory") return fleeting();
  if (typeof indexedDB === "undefined") return warned("there is no IndexedDB here");
  let database: IDBDatabase;
  try {
    database = await opened();
  } catch (error) {
    if (isNamed(error, "SecurityError")) return warned("this browser keeps IndexedDB closed");
    throw unkept(error);
  }
  try {
    const kept = (await found(database, name)) ?? (await added(database, name, await generated()));
    return new KeptIdentity(kept, (rootKey) => remember(name, rootKey));
  } catch (error) {
    throw error instanceof Error && "remedy" in error ? error : unkept(error);
  } finally {
    database.close();
  }
}

/** Whether this is the key's signature of the message; a malformed key signs nothing. */
export async function verify(
  publicKey: Int8Array,
  message: Int8Array,
  signature: Int8Array,
): Promise<boolean> {
  const signed = new Int8Array(message);
  const claimed = new Int8Array(signature);
  const key = await imported(publicKey);
  return key !== undefined && (await subtle().verify(ALGORITHM, key, claimed, signed));
}

class KeptIdentity implements Identity {
  readonly sessionKey: Int8Array;
  readonly #privateKey: CryptoKey;
  readonly #remember: Remember;
  #rootKey: Int8Array | undefined;
  #remembered: Promise<void> = Promise.resolve();

  constructor(kept: Kept, remember: Remember) {
    this.sessionKey = kept.sessionKey;
    this.#privateKey = kept.privateKey;
    this.#rootKey = kept.rootKey;
    this.#remember = remember;
  }

  get rootKey(): Int8Array | undefined {
    return this.#rootKey;
  }

  // Nothing is signed for an organisation that a crash would make this replica forget.
  async sign(message: Int8Array): Promise<Int8Array> {
    const signed = new Int8Array(message);
    await this.#remembered;
    return new Int8Array(await subtle().sign(ALGORITHM, this.#privateKey, signed));
  }

  joined(rootKey: Int8Array): void {
    const known = this.#rootKey;
    if (known?.length === rootKey.length && known.every((byte, at) => byte === rootKey[at])) return;
    const copy = new Int8Array(rootKey);
    this.#rootKey = copy;
    this.#remembered = this.#remembered
      .then(() => this.#remember(copy))
      .catch((error: unknown) => {
        console.warn(
          "GoatDB could not keep the organisation's root key, and learns it again after a reload.",
          error,
        );
      });
  }
}

async function fleeting(): Promise<Identity> {
  return new KeptIdentity(await generated(), () => Promise.resolve());
}

let hasWarned = false;

function warned(reason: string): Promise<Identity> {
  if (!hasWarned) {
    hasWarned = true;
    console.warn(`GoatDB signs with a key that does not survive a reload: ${reason}.`);
  }
  return fleeting();
}

async function generated(): Promise<Kept> {
  const pair = await supported(() => subtle().generateKey(ALGORITHM, false, ["sign", "verify"]));
  const { privateKey, publicKey } = pair;
  return { privateKey, sessionKey: new Int8Array(await subtle().exportKey("raw", publicKey)) };
}

// Imported keys by content; the one that was used longest ago goes first.
const keys = new Map<string, CryptoKey>();

async function imported(publicKey: Int8Array): Promise<CryptoKey | undefined> {
  if (publicKey.length !== 32) return undefined;
  const content = publicKey.join();
  let key = keys.get(content);
  if (!key) {
    try {
      const copy = new Int8Array(publicKey);
      key = await supported(() => subtle().importKey("raw", copy, ALGORITHM, false, ["verify"]));
    } catch (error) {
      if (isNamed(error, "DataError")) return undefined;
      throw error;
    }
  }
  keys.delete(content);
  keys.set(content, key);
  for (const oldest of keys.keys()) {
    if (keys.size <= MOST_KEYS) break;
    keys.delete(oldest);
  }
  return key;
}

function subtle(): SubtleCrypto {
  // Only secure pages have it, whatever the types say.
  const found = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (found) return found;
  throw trouble(
    "incompatible",
    "This page is not secure, and the browser signs nothing in it.",
    "Serve it over https:, or from localhost.",
  );
}

async function supported<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!isNamed(error, "NotSupportedError")) throw error;
    throw trouble(
      "incompatible",
      "This browser has no Ed25519 signatures.",
      "Use Chrome or Edge 137, Firefox 129 or Safari 17, or newer.",
    );
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = (): void => {
    request.result.createObjectStore(STORE);
  };
  return answered(request);
}

function found(database: IDBDatabase, name: string): Promise<Kept | undefined> {
  return answered(database.transaction(STORE).objectStore(STORE).get(name) as IDBRequest<Kept | undefined>);
}

// Adds a key unless another page was faster, and returns the one that is there then.
async function added(database: IDBDatabase, name: string, mine: Kept): Promise<Kept> {
  let kept = mine;
  await changed(database, name, (before) => {
    kept = before ?? mine;
    return before ? undefined : mine;
  });
  return kept;
}

async function remember(name: string, rootKey: Int8Array): Promise<void> {
  const database = await opened();
  try {
    await changed(database, name, (before) => before && { ...before, rootKey });
  } finally {
    database.close();
  }
}

// Replaces what is there by what a function makes of it, if anything, in one durable transaction.
function changed(
  database: IDBDatabase,
  name: string,
  change: (before: Kept | undefined) => Kept | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    const request = store.get(name) as IDBRequest<Kept | undefined>;
    transaction.oncomplete = (): void => {
      resolve();
    };
    transaction.onabort = (): void => {
      reject(transaction.error ?? new Error("the transaction was aborted"));
    };
    request.onsuccess = (): void => {
      try {
        const after = change(request.result);
        if (after) store.put(after, name);
      } catch (error) {
        reject(unkept(error));
        transaction.abort();
      }
    };
  });
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = (): void => {
      resolve(request.result);
    };
    request.onerror = (): void => {
      reject(request.error ?? new Error("the request failed"));
    };
  });
}

function unkept(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return trouble(
    "storage-failed",
    `The browser could not keep this replica's key: ${reason}.`,
    "Free space on this device and leave private windows, then reload the page.",
  );
}

function trouble(code: string, what: string, remedy: string): Error {
  return Object.assign(new Error(`${what} ${remedy}`), { code, remedy });
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
