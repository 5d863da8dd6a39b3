// Keys: of new items, of organisations, and what a replica's identity is before it is known.
import type { Identity } from "./identity.js";
import { Superseded } from "./logs.js";

const DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 26;

/** Before the keys are read nothing is signed. */
export const NOBODY: Identity = {
  sessionKey: new Int8Array(32),
  rootKey: undefined,
  sign: () => Promise.reject(new Superseded()),
  joined: () => undefined,
};

/** The same identity in an organisation. */
export function withRoot(identity: Identity, rootKey: Int8Array | undefined): Identity {
  return {
    sessionKey: identity.sessionKey,
    rootKey,
    sign: (message) => identity.sign(message),
    joined: (key) => {
      identity.joined(key);
    },
  };
}

/** A random key of 130 bits in the digits of base32. */
export function newKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(random, (byte) => DIGITS[byte & 31]).join("");
}

/** The bytes of an organisation's root key, which a definition file gives in base64url. */
export function rootKey(text: string | undefined): Int8Array | undefined {
  if (text === undefined) return undefined;
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Int8Array.from(bytes, (byte) => byte.charCodeAt(0));
}
