// An authority in this process, and WebSockets that lead to it: peers under test meet without a network.
import { createPublicKey, generateKeyPairSync, randomFillSync, sign, verify } from "node:crypto";
import { setImmediate } from "node:timers";

const LONGEST_WAIT_MILLIS = 60_000;

/** Starts an authority that knows a definition file; its engine comes with the golden vectors. */
export async function startAuthority(definition) {
  const golden = await import(new URL("../../target/golden/golden.js", import.meta.url).href);
  return new Authority(golden, definition);
}

class Authority {
  #engine;
  #sockets = new Map();
  #timer;
  #connections = 0;

  constructor(golden, definition) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const rootKey = Buffer.from(publicKey.export({ format: "jwk" }).x, "base64url");
    this.#engine = golden.authority(this.#ports(privateKey), definition, bytes(rootKey));
  }

  /** A class that takes the place of WebSocket, and leads here whatever the address. */
  sockets() {
    const connect = (socket) => {
      const id = ++this.#connections;
      this.#sockets.set(id, socket);
      later(() => {
        if (!this.#sockets.has(id)) return;
        this.#engine.connected(id);
        socket.opened();
      });
      return id;
    };
    const receive = (id, frame) => {
      later(() => {
        if (this.#sockets.has(id)) this.#engine.received(id, frame);
      });
    };
    const leave = (id) => {
      if (this.#sockets.delete(id)) this.#engine.disconnected(id);
    };
    return class extends PipedSocket {
      constructor() {
        super(connect, receive, leave);
      }
    };
  }

  /** The digest of the commits that it holds of a repository. */
  digest(repository) {
    return this.#engine.digest(repository);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #ports(privateKey) {
    return {
      now: () => Date.now(),
      random: (array) => void randomFillSync(array),
      send: (id, frame) => {
        const copy = frame.slice();
        later(() => this.#sockets.get(id)?.arrived(copy));
      },
      hangup: (id, reason) => {
        const socket = this.#sockets.get(id);
        this.#sockets.delete(id);
        later(() => socket?.ended(reason));
      },
      sign: (message) => bytes(sign(null, message, privateKey)),
      verify: (publicKey, message, signature) => verify(null, message, keyOf(publicKey), signature),
      wake: (atMillis) => {
        clearTimeout(this.#timer);
        const wait = Math.min(LONGEST_WAIT_MILLIS, Math.max(0, atMillis - Date.now()));
        this.#timer = setTimeout(() => this.#engine.wake(), wait);
      },
    };
  }
}

/** What the page's side sees of a connection. */
class PipedSocket {
  static OPEN = 1;
  readyState = 0;
  onopen = null;
  onmessage = null;
  onclose = null;
  #id;
  #receive;
  #leave;

  constructor(connect, receive, leave) {
    this.#receive = receive;
    this.#leave = leave;
    this.#id = connect(this);
  }

  send(frame) {
    this.#receive(this.#id, frame.slice());
  }

  close() {
    this.readyState = 3;
    this.#leave(this.#id);
  }

  opened() {
    this.readyState = 1;
    this.onopen?.();
  }

  arrived(frame) {
    this.onmessage?.({ data: frame.buffer });
  }

  ended(reason) {
    this.readyState = 3;
    this.onclose?.({ code: 1000, reason });
  }
}

// Nothing arrives during the call that sent it, and all arrives in order.
function later(action) {
  setImmediate(action);
}

function keyOf(raw) {
  const x = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

function bytes(buffer) {
  return Int8Array.from(buffer);
}
