// What a replica's identity is before it is known, and once its organisation is.
import type { Identity } from "./identity.js";
import { Superseded } from "./logs.js";

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
