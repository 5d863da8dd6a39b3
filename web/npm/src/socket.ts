/** The connection to the server: one WebSocket at a time, which comes back with growing pauses when it breaks. */

import { syncAddress } from "./address.js";

export interface SocketEvents {
  opened(id: number): void;
  received(id: number, frame: Int8Array): void;
  /** A connection that was opened is over. */
  closed(id: number): void;
  /** The state or the trouble is another one. */
  changed(): void;
}

export type SocketState = "connecting" | "open" | "offline";

const FIRST_PAUSE_MILLIS = 250;
const LONGEST_PAUSE_MILLIS = 10_000;
const PATIENCE_MILLIS = 10_000;
const ASLEEP_MILLIS = 60_000;
const BEAT_MILLIS = 10_000;
const SILENCE_MILLIS = 45_000;
const LONGEST_SILENCE_MILLIS = 360_000;

interface Connection {
  readonly id: number;
  readonly socket: WebSocket;
  readonly patience: ReturnType<typeof setTimeout>;
  open: boolean;
  /** The device went offline, and nothing has arrived since. */
  doubtful: boolean;
  /** When something was first sent to which nothing has arrived since, or last moved on; 0 where there is nothing. */
  unanswered: number;
  /** What waited to be sent then. */
  buffered: number;
}

/** Events arrive from the event loop, never during a call; none after close(). */
export class Socket {
  readonly #address: string;
  readonly #events: SocketEvents;
  readonly #ending = new AbortController();
  #connection: Connection | undefined;
  #redial: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #ids = 0;
  #pauseMillis = FIRST_PAUSE_MILLIS;
  #wanted = true;
  #started = false;
  #trouble: string | undefined;
  #awake = Date.now();
  #silenceMillis = SILENCE_MILLIS;
  #told = "";

  /** @param address `http:`, `https:`, `ws:` or `wss:`, or relative to the page; without a path it is `/sync` */
  constructor(address: string, events: SocketEvents) {
    this.#address = syncAddress(address);
    this.#events = events;
  }

  get wanted(): boolean {
    return this.#wanted;
  }

  /** Offline: not wanted, or the device says that it has no network. */
  get state(): SocketState {
    if (!this.#wanted || !this.#started || !available()) return "offline";
    if (this.#connection?.open && !this.#connection.doubtful) return "open";
    return isOffline() ? "offline" : "connecting";
  }

  /** A sentence about the last failure; none once the server has accepted the session. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  start(): void {
    if (this.#started || this.#ending.signal.aborted) return;
    this.#started = true;
    if (available()) {
      this.#listen();
      this.#dialNow();
    } else {
      this.#trouble = "There is no WebSocket here: use a current browser, or Node.js 22 or newer.";
      this.#tell();
    }
  }

  /** Sends a frame, which is copied; dropped where that connection is gone. */
  send(id: number, frame: Int8Array): void {
    const connection = this.#connection;
    if (connection?.id !== id || connection.socket.readyState !== WebSocket.OPEN) return;
    connection.socket.send(frame as Int8Array<ArrayBuffer>);
    connection.unanswered ||= Date.now();
  }

  /** Ends a connection; another one follows after a pause. */
  hangup(id: number, reason: string): void {
    if (this.#connection?.id !== id) return;
    this.#failed(this.#connection, `The connection to ${this.#address} was ended: ${reason}.`);
  }

  /** The server accepted the session: the next break is a new one. */
  succeeded(): void {
    this.#pauseMillis = FIRST_PAUSE_MILLIS;
    this.#trouble = undefined;
    this.#tell();
  }

  /** Goes offline on purpose, or back online at once. */
  setWanted(online: boolean): void {
    if (this.#wanted === online || this.#ending.signal.aborted) return;
    this.#wanted = online;
    if (online) this.#dialNow();
    else this.#drop();
    this.#tell();
  }

  close(): void {
    this.#ending.abort();
    clearInterval(this.#beat);
    this.#drop();
    this.#wanted = false;
  }

  // Whatever says that the network is another one, or that this page was not running.
  #listen(): void {
    const { signal } = this.#ending;
    this.#beat = setInterval(() => {
      this.#requireAnswer();
      if (isHidden()) return;
      const overslept = Date.now() - this.#awake > ASLEEP_MILLIS;
      this.#awake = Date.now();
      if (overslept) this.#revive();
    }, BEAT_MILLIS);
    if (typeof addEventListener === "undefined") return;
    addEventListener("online", this.#revive.bind(this), { signal });
    addEventListener("offline", this.#doubt.bind(this), { signal });
    if (typeof document === "undefined") return;
    document.addEventListener("visibilitychange", this.#seen.bind(this), { signal });
  }

  // Pages cannot ping, but the engine asks twice a minute. A large message may take longer than anybody is
  // patient, so what moves on counts, and after a silence the next connection is given twice the time.
  #requireAnswer(): void {
    const connection = this.#connection;
    if (!connection?.unanswered) return;
    const { bufferedAmount } = connection.socket;
    if (bufferedAmount < connection.buffered) connection.unanswered = Date.now();
    connection.buffered = bufferedAmount;
    if (Date.now() - connection.unanswered < this.#silenceMillis) return;
    this.#silenceMillis = Math.min(LONGEST_SILENCE_MILLIS, 2 * this.#silenceMillis);
    this.#failed(connection, `${this.#address} is silent.`);
  }

  #seen(): void {
    const away = Date.now() - this.#awake;
    this.#awake = Date.now();
    if (away > ASLEEP_MILLIS) this.#revive();
    else if (!isHidden() && !this.#connection?.open) this.#dialNow();
  }

  // The connection may be dead without anybody having noticed.
  #revive(): void {
    if (!this.#wanted) return;
    this.#drop();
    this.#dialNow();
  }

  #doubt(): void {
    if (this.#connection) this.#connection.doubtful = true;
    this.#tell();
  }

  // At once, and with the shortest pause if that fails; an attempt under way goes on.
  #dialNow(): void {
    this.#pauseMillis = FIRST_PAUSE_MILLIS;
    clearTimeout(this.#redial);
    this.#dial();
  }

  #dial(): void {
    if (this.#connection || !this.#wanted || !this.#started || !available() || this.#ending.signal.aborted)
      return;
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.#address);
    } catch (error) {
      this.#again(`The browser refuses to connect to ${this.#address}: ${String(error)}.`);
      return;
    }
    socket.binaryType = "arraybuffer";
    const patience = setTimeout(() => {
      this.#failed(connection, `${this.#address} does not answer.`);
    }, PATIENCE_MILLIS);
    const connection: Connection = {
      id: ++this.#ids,
      socket,
      patience,
      open: false,
      doubtful: false,
      unanswered: 0,
      buffered: 0,
    };
    this.#connection = connection;
    socket.onopen = (): void => {
      clearTimeout(patience);
      connection.open = true;
      this.#events.opened(connection.id);
      this.#tell();
    };
    socket.onmessage = (event: MessageEvent<unknown>): void => {
      this.#received(connection, event.data);
    };
    socket.onclose = (event): void => {
      this.#failed(connection, this.#breakage(connection, event));
    };
    this.#tell();
  }

  #received(connection: Connection, data: unknown): void {
    if (!(data instanceof ArrayBuffer)) {
      this.#failed(connection, `${this.#address} sent text: it is no GoatDB server.`);
      return;
    }
    if (connection.unanswered && Date.now() - connection.unanswered < SILENCE_MILLIS)
      this.#silenceMillis = SILENCE_MILLIS;
    connection.unanswered = 0;
    if (connection.doubtful) {
      connection.doubtful = false;
      this.#tell();
    }
    this.#events.received(connection.id, new Int8Array(data));
  }

  #breakage(connection: Connection, { code, reason }: CloseEvent): string {
    if (isOffline()) return "This device is offline.";
    if (!connection.open) return `${this.#address} cannot be reached.`;
    return `The connection to ${this.#address} broke: ${reason || `code ${code}`}.`;
  }

  #failed(connection: Connection, trouble: string): void {
    if (this.#connection !== connection) return;
    this.#drop();
    this.#again(trouble);
  }

  #again(trouble: string): void {
    this.#trouble = trouble;
    const pause = this.#pauseMillis * (1 + Math.random() / 2);
    this.#pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * this.#pauseMillis);
    this.#redial = setTimeout(() => {
      this.#dial();
    }, pause);
    this.#tell();
  }

  // Leaves the connection at once: a close that goes over a dead network would take minutes.
  #drop(): void {
    clearTimeout(this.#redial);
    const connection = this.#connection;
    if (!connection) return;
    this.#connection = undefined;
    const { id, socket, patience, open } = connection;
    clearTimeout(patience);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    if (!open) return;
    queueMicrotask(() => {
      if (!this.#ending.signal.aborted) this.#events.closed(id);
    });
  }

  #tell(): void {
    queueMicrotask(() => {
      const now = `${this.state} ${this.#trouble ?? ""}`;
      if (now === this.#told || this.#ending.signal.aborted) return;
      this.#told = now;
      this.#events.changed();
    });
  }
}

function available(): boolean {
  return typeof WebSocket !== "undefined";
}

function isOffline(): boolean {
  return typeof navigator !== "undefined" && (navigator as { onLine?: boolean }).onLine === false;
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
