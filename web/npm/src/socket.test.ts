// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Socket } from "./socket.js";

const silent = { opened: vi.fn(), received: vi.fn(), closed: vi.fn(), changed: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("pauses between attempts double from a quarter of a second to ten, give or take half", async () => {
  const dialled = stub((socket) => {
    queueMicrotask(() => socket.onclose?.({ code: 1006, reason: "" }));
  });
  const socket = new Socket("http://goat.example", silent);
  socket.start();
  await vi.advanceTimersByTimeAsync(100_000);
  const gaps = dialled.map((time, i) => time - (dialled[i - 1] ?? time)).slice(1);
  const pauses = [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000];
  expect(gaps.length).toBeGreaterThanOrEqual(pauses.length);
  pauses.forEach((pause, i) => {
    expect(gaps[i]).toBeGreaterThanOrEqual(pause - 1);
    expect(gaps[i]).toBeLessThanOrEqual(1.5 * pause + 1);
  });

  socket.succeeded();
  const before = dialled.length;
  await vi.advanceTimersByTimeAsync(16_000);
  const again = dialled.slice(before).map((time, i, all) => time - (all[i - 1] ?? time));
  expect(again[1]).toBeLessThanOrEqual(376);
  socket.close();
});

test("an attempt that hangs is given up", async () => {
  const dialled = stub(() => undefined);
  const socket = new Socket("http://goat.example", silent);
  socket.start();
  await vi.advanceTimersByTimeAsync(9_000);
  expect([dialled.length, socket.trouble]).toEqual([1, undefined]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([dialled.length, socket.trouble]).toEqual([2, "ws://goat.example/sync does not answer."]);
  socket.close();
});

test("a connection that stays silent is given up, and the next one has twice the time", async () => {
  const opened = stubOpen();
  const socket = new Socket("http://goat.example", silent);
  socket.start();
  await vi.advanceTimersByTimeAsync(200_000);
  expect(opened.length).toBe(1); // nobody asked anything
  socket.send(1, Int8Array.of(1));
  await vi.advanceTimersByTimeAsync(40_000);
  expect([opened.length, socket.trouble]).toEqual([1, undefined]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect([opened.length, socket.trouble]).toEqual([2, "ws://goat.example/sync is silent."]);
  expect(opened[0]?.closed).toBe(true);

  socket.send(2, Int8Array.of(2));
  await vi.advanceTimersByTimeAsync(80_000);
  expect(opened.length).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(opened.length).toBe(3);

  socket.send(3, Int8Array.of(3));
  opened[2]?.onmessage?.({ data: new ArrayBuffer(1) });
  await vi.advanceTimersByTimeAsync(200_000);
  expect(opened.length).toBe(3); // it was answered
  socket.send(3, Int8Array.of(4));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened.length).toBe(4); // and the time is the first one again
  socket.close();
});

test("what is sent slowly is no silence", async () => {
  const opened = stubOpen();
  const socket = new Socket("http://goat.example", silent);
  socket.start();
  await vi.advanceTimersByTimeAsync(1);
  socket.send(1, Int8Array.of(1));
  for (let left = 30; left > 0; left--) {
    if (opened[0]) opened[0].bufferedAmount = left * 1000;
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(opened.length).toBe(1);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(opened.length).toBe(2);
  socket.close();
});

test("a runtime without WebSocket is offline, and says what it lacks", () => {
  vi.stubGlobal("WebSocket", undefined);
  const socket = new Socket("http://goat.example", silent);
  socket.start();
  expect([socket.state, socket.trouble]).toEqual(["offline", expect.stringContaining("Node.js 22")]);
  socket.close();
});

test("outside a page an address must be whole", () => {
  expect(() => new Socket("/sync", silent)).toThrow(expect.objectContaining({ code: "invalid-value" }));
});

interface Stub {
  onclose: ((event: { code: number; reason: string }) => void) | null;
}

// A WebSocket that reaches nobody; returns when it was made.
function stub(made: (socket: Stub) => void): number[] {
  const times: number[] = [];
  vi.stubGlobal(
    "WebSocket",
    class implements Stub {
      onclose: Stub["onclose"] = null;
      constructor() {
        times.push(Date.now());
        made(this);
      }
      close(): void {
        // It has never been open.
      }
    },
  );
  return times;
}

class OpenStub {
  static readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;

  send(): void {
    // Nobody gets it.
  }

  close(): void {
    this.closed = true;
  }
}

// WebSockets that open at once, and lead nowhere.
function stubOpen(): OpenStub[] {
  const made: OpenStub[] = [];
  vi.stubGlobal(
    "WebSocket",
    class extends OpenStub {
      constructor() {
        super();
        made.push(this);
        queueMicrotask(() => this.onopen?.());
      }
    },
  );
  return made;
}
