// An authority in this process or page, and WebSockets that lead to it: peers under test meet without a network.
/* global crypto, MessageChannel */
const LONGEST_WAIT_MILLIS = 60_000;

/** Starts an authority that knows a definition file; its engine is in the module of the golden vectors. */
export async function startAuthority(golden, definition) {
  const keys = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const rootKey = await crypto.subtle.exportKey("raw", keys.publicKey);
  return new Authority(golden, definition, keys.privateKey, new Int8Array(rootKey));
}

class Authority {
  #engine;
  #sockets = new Map();
  #tasks = new Tasks();
  #timer;
  #connections = 0;

  constructor(golden, definition, privateKey, rootKey) {
    this.#engine = golden.authority(this.#ports(privateKey), definition, rootKey);
  }

  /** A class that takes the place of WebSocket, and leads here whatever the address. */
  sockets() {
    const connect = (socket) => {
      const id = ++this.#connections;
      this.#sockets.set(id, socket);
      this.#tasks.add(() => {
        if (!this.#sockets.has(id)) return;
        this.#engine.connected(id);
        socket.opened();
      });
      return id;
    };
    const receive = (id, frame) => {
      this.#tasks.add(() => {
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
    this.#tasks.stop();
  }

  #ports(privateKey) {
    const sign = async (ticket, message) => {
      const signature = await crypto.subtle.sign("Ed25519", privateKey, message);
      this.#engine.signed(ticket, new Int8Array(signature));
    };
    const verify = async (ticket, publicKey, message, signature) => {
      const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
      this.#engine.verified(ticket, await crypto.subtle.verify("Ed25519", key, signature, message));
    };
    return {
      now: () => Date.now(),
      random: (array) => void crypto.getRandomValues(array),
      send: (id, frame) => {
        const copy = frame.slice();
        this.#tasks.add(() => this.#sockets.get(id)?.arrived(copy));
      },
      hangup: (id, reason) => {
        const socket = this.#sockets.get(id);
        this.#sockets.delete(id);
        this.#tasks.add(() => socket?.ended(reason));
      },
      sign: (ticket, message) => void sign(ticket, message.slice()),
      verify: (ticket, ...bytes) => void verify(ticket, ...bytes.map((one) => one.slice())),
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

/** What is done soon: nothing arrives during the call that sent it, and all arrives in order. */
class Tasks {
  #channel = new MessageChannel();
  #waiting = [];

  constructor() {
    this.#channel.port1.onmessage = () => this.#waiting.shift()?.();
  }

  add(task) {
    this.#waiting.push(task);
    this.#channel.port2.postMessage(undefined);
  }

  stop() {
    this.#channel.port1.close();
  }
}
