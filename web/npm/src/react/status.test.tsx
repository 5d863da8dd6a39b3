import { act, cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import type { JSX, ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineApp, GoatDB, GoatError } from "../index.js";
import { GoatProvider, useDB, useDBError, useDBReady, useItem, useQuery, useSyncState } from "./index.js";

const app = defineApp({
  schemas: { task: [{ version: 1, fields: { text: { type: "string", required: true } } }] },
});

let db: GoatDB;
const wrapper = ({ children }: { children: ReactNode }): JSX.Element => (
  <GoatProvider db={db}>{children}</GoatProvider>
);

beforeEach(() => {
  db = GoatDB.inMemory(app);
});

afterEach(async () => {
  cleanup();
  await db.close();
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
  const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(() => renderHook(hook)).toThrow("Wrap the application: <GoatProvider db={db}>");
  silent.mockRestore();
});

test("a database gets ready, and nothing is wrong", async () => {
  const { result } = renderHook(() => [useDBReady(), useDBError()], { wrapper });
  expect(result.current).toEqual(["loading", undefined]);
  await act(() => db.readyPromise());
  expect(result.current).toEqual(["ready", undefined]);
});

test("a database that cannot be opened says why, and what to do", async () => {
  const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const old = vi
    .spyOn(crypto.subtle, "generateKey")
    .mockRejectedValue(new DOMException("Ed25519 is not known", "NotSupportedError"));
  await db.close();
  db = GoatDB.inMemory(app);
  const { result } = renderHook(() => ({ ready: useDBReady(), error: useDBError() }), { wrapper });
  expect(result.current).toEqual({ ready: "loading", error: undefined });
  await waitFor(() => {
    expect(result.current.ready).toBe("error");
  });
  expect(result.current.error).toBe(db.problem);
  expect(result.current.error).toBeInstanceOf(GoatError);
  expect(result.current.error?.remedy).toMatch(/./);
  old.mockRestore();
  silent.mockRestore();
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
