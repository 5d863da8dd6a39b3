import { act, cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import type { JSX, ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineApp, GoatDB, GoatError } from "../index.js";
import { GoatProvider, useDB, useDBError, useDBReady, useItem, useQuery, useSyncState } from "./index.js";

const app = defineApp({
  schemas: { task: [{ version: 1, fields: { text: { type: "string", required: true } } }] },
});

let db: GoatDB;
const providing = (db: GoatDB) =>
  function Providing({ children }: { children: ReactNode }): JSX.Element {
    return <GoatProvider db={db}>{children}</GoatProvider>;
  };
const wrapper = ({ children }: { children: ReactNode }): JSX.Element => providing(db)({ children });

/** A database that would be kept on the device, in a browser that has no storage and says so. */
function inBareBrowser(): GoatDB {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubGlobal("navigator", {});
  return new GoatDB({ app });
}

beforeEach(() => {
  db = GoatDB.inMemory(app);
});

afterEach(async () => {
  cleanup();
  await db.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("the hooks use the database of the nearest provider", async () => {
  const other = GoatDB.inMemory(app);
  const shown = vi.fn();
  function Show(): null {
    shown(useDB());
    return null;
  }
  render(
    <GoatProvider db={db}>
      <GoatProvider db={other}>
        <Show />
      </GoatProvider>
    </GoatProvider>,
  );
  expect(shown.mock.calls).toEqual([[other]]);
  await other.close();
});

test.each<[string, () => unknown]>([
  ["useDB", () => useDB()],
  ["useDBReady", () => useDBReady()],
  ["useDBError", () => useDBError()],
  ["useSyncState", () => useSyncState()],
  ["useItem", () => useItem("/data/todos/a")],
  ["useQuery", () => useQuery({ source: "/data/todos" })],
])("%s outside of a provider says what to do", (_, hook) => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(() => renderHook(hook)).toThrow("Wrap the application: <GoatProvider db={db}>");
});

test("a database in memory is ready at once", () => {
  const { result } = renderHook(() => useDBReady(), { wrapper });
  expect(result.current).toBe("ready");
});

test("a database on the device gets ready", async () => {
  const device = inBareBrowser();
  const { result } = renderHook(() => [useDBReady(), useDBError()], { wrapper: providing(device) });
  expect(result.current).toEqual(["loading", undefined]);
  await act(() => device.readyPromise());
  expect(result.current).toEqual(["ready", undefined]);
  await device.close();
});

test("a database that cannot be opened says why, and what to do", async () => {
  vi.spyOn(crypto.subtle, "generateKey").mockRejectedValue(new DOMException("Ed25519", "NotSupportedError"));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const device = inBareBrowser();
  const { result } = renderHook(() => ({ ready: useDBReady(), error: useDBError() }), {
    wrapper: providing(device),
  });
  expect(result.current).toEqual({ ready: "loading", error: undefined });
  await waitFor(() => {
    expect(result.current.ready).toBe("error");
  });
  expect(result.current.error).toBe(device.problem);
  expect(result.current.error).toBeInstanceOf(GoatError);
  expect(result.current.error?.remedy).toMatch(/./);
});

test("the state of synchronisation follows what is pending", async () => {
  function Pending(): JSX.Element {
    const { pending } = useSyncState();
    return <p>{pending === 0 ? "nothing pending" : "pending"}</p>;
  }
  render(<Pending />, { wrapper });
  expect(screen.getByText("nothing pending")).toBeTruthy();
  act(() => {
    db.create("/data/todos", app.task, { text: "bread" });
  });
  expect(await screen.findByText("pending")).toBeTruthy();
});

test("the state of synchronisation is the same object until it changes", () => {
  const { result, rerender } = renderHook(() => useSyncState(), { wrapper });
  const before = result.current;
  rerender();
  expect(result.current).toBe(before);
  expect(before).toBe(db.syncState());
});
