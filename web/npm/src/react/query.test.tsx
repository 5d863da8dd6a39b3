import { act, cleanup, render, renderHook, screen, waitFor } from "@testing-library/react";
import { Activity, Profiler, StrictMode, type JSX, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineApp, GoatDB, type Item } from "../index.js";
import { GoatProvider, useItem, useQuery } from "./index.js";

const app = defineApp({
  schemas: {
    task: [
      {
        version: 1,
        fields: {
          text: { type: "string", required: true },
          done: { type: "boolean", default: false },
          rank: { type: "integer", default: 0 },
        },
      },
    ],
  },
});
type Task = Item<typeof app.task>;
const source = "/data/todos";
const later = "/data/later"; // not read yet

let db: GoatDB;
let bread: Task;
let cheese: Task;
const wrapper = ({ children }: { children: ReactNode }): JSX.Element => (
  <GoatProvider db={db}>{children}</GoatProvider>
);

beforeEach(async () => {
  db = GoatDB.inMemory(app);
  bread = db.create(source, app.task, { text: "bread", rank: 1 });
  cheese = db.create(source, app.task, { text: "cheese", rank: 2 });
  await db.open(source);
});

afterEach(async () => {
  cleanup();
  await db.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Takes a database whose repositories have to be read, here in a browser that has no storage and says so. */
async function onDevice(): Promise<void> {
  await db.close();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubGlobal("navigator", {});
  db = new GoatDB({ app });
}

/** Makes an edit, and comes back when the listeners of queries have been told and React is done. */
async function edit(change: () => void): Promise<void> {
  await act(async () => {
    const all = db.query({ source, schema: app.task });
    await all.loadingFinished();
    const told = new Promise<void>((resolve) => {
      all.onResultsChanged(() => {
        resolve();
      });
    });
    change();
    await told;
    all.close();
    await pause();
  });
}

const pause = (millis = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
const texts = (tasks: readonly Task[]): string => tasks.map((task) => task.get("text")).join(", ");

/** Renders, and counts how often something below was rendered again. */
function counting(children: ReactNode): { count: () => number; unmount: () => void } {
  const onRender = vi.fn();
  const { unmount } = render(
    <GoatProvider db={db}>
      <Profiler id="counted" onRender={onRender}>
        {children}
      </Profiler>
    </GoatProvider>,
  );
  onRender.mockClear();
  return { count: () => onRender.mock.calls.length, unmount };
}

function List(): JSX.Element {
  const { results } = useQuery({
    source,
    schema: app.task,
    predicate: (task) => !task.get("done"),
    sortBy: "rank",
  });
  return <p>{texts(results)}</p>;
}

test("a field that neither selects nor sorts does not render the list", async () => {
  const { count } = counting(<List />);
  await edit(() => {
    bread.set("text", "rye bread");
  });
  expect(count()).toBe(0);
});

test("membership and order render the list", async () => {
  const { count } = counting(<List />);
  expect(screen.getByText("bread, cheese")).toBeTruthy();
  await edit(() => {
    bread.set("rank", 3);
  });
  expect(screen.getByText("cheese, bread")).toBeTruthy();
  await edit(() => {
    cheese.set("done", true);
  });
  expect(screen.getByText("bread")).toBeTruthy();
  await edit(() => {
    db.create(source, app.task, { text: "wine", rank: 9 });
  });
  expect(screen.getByText("bread, wine")).toBeTruthy();
  expect(count()).toBe(3);
});

test("what lies beyond the limit does not render", async () => {
  const wine = db.create(source, app.task, { text: "wine", rank: 9 });
  const seen = vi.fn();
  function First(): null {
    seen(useQuery({ source, schema: app.task, sortBy: "rank", limit: 2, keys: ["text"] }).results);
    return null;
  }
  render(<First />, { wrapper });
  await edit(() => {
    wine.set("rank", 8);
  });
  await edit(() => {
    wine.set("text", "red wine");
  });
  expect(seen).toHaveBeenCalledTimes(1);
  await edit(() => {
    wine.set("rank", 0);
  });
  expect(seen).toHaveBeenCalledTimes(2);
});

test("a row renders by itself", async () => {
  const rendered = vi.fn();
  function Row({ task }: { task: Task }): JSX.Element {
    const item = useItem(task, { keys: ["text"] });
    rendered(item.key);
    return <li>{item.get("text")}</li>;
  }
  function Rows(): JSX.Element {
    const { results } = useQuery({ source, schema: app.task });
    rendered("list");
    return (
      <ul>
        {results.map((task) => (
          <Row key={task.key} task={task} />
        ))}
      </ul>
    );
  }
  render(<Rows />, { wrapper });
  rendered.mockClear();
  await edit(() => {
    bread.set("text", "rye bread");
  });
  expect(screen.getByText("rye bread")).toBeTruthy();
  expect(rendered.mock.calls).toEqual([[bread.key]]);
});

test("a field named by keys renders the list, with a new array", async () => {
  const { result } = renderHook(() => useQuery({ source, schema: app.task, keys: ["done"] }), { wrapper });
  const before = result.current;
  await edit(() => {
    bread.set("text", "rye bread");
  });
  expect(result.current).toBe(before);
  await edit(() => {
    bread.set("done", true);
  });
  expect(result.current.results).not.toBe(before.results);
  expect(result.current.results).toEqual(before.results);
});

test("a changed filter has its results in the same render", () => {
  const seen: string[] = [];
  function Search({ word }: { word: string }): null {
    const { results, isLoading } = useQuery(
      { source, schema: app.task, predicate: (task) => task.get("text").includes(word) },
      [word],
    );
    seen.push(`${word}: ${texts(results)}${isLoading ? " ..." : ""}`);
    return null;
  }
  const { rerender } = render(<Search word="br" />, { wrapper });
  rerender(<Search word="ch" />);
  rerender(<Search word="x" />);
  rerender(<Search word="br" />);
  expect(seen).toEqual(["br: bread", "ch: cheese", "x: ", "br: bread"]);
});

test("while the repository is being read, a changed filter that finds nothing yet keeps the old results", async () => {
  await onDevice();
  db.create(later, app.task, { text: "wine" });
  const { result, rerender } = renderHook(
    ({ word }) =>
      useQuery({ source: later, schema: app.task, predicate: (task) => task.get("text").includes(word) }, [
        word,
      ]),
    { wrapper, initialProps: { word: "wi" } },
  );
  expect([texts(result.current.results), result.current.isLoading]).toEqual(["wine", true]);
  rerender({ word: "x" });
  expect([texts(result.current.results), result.current.isLoading]).toEqual(["wine", true]);
  await waitFor(() => {
    expect(result.current).toEqual({ results: [], isLoading: false });
  });
});

test("another repository shows nothing of the one before", async () => {
  await onDevice();
  db.create(source, app.task, { text: "wine" });
  const { result, rerender } = renderHook(({ path }) => useQuery({ source: path, schema: app.task }), {
    wrapper,
    initialProps: { path: source },
  });
  expect(texts(result.current.results)).toBe("wine");
  rerender({ path: later });
  expect(result.current).toEqual({ results: [], isLoading: true });
});

test("a changed value of the configuration has its results in the same render", () => {
  const { result, rerender } = renderHook(
    ({ limit }) => texts(useQuery({ source, schema: app.task, sortBy: "rank", limit }).results),
    { wrapper, initialProps: { limit: 1 } },
  );
  expect(result.current).toBe("bread");
  rerender({ limit: 2 });
  expect(result.current).toBe("bread, cheese");
});

test("new functions without new deps keep the query", () => {
  const opened = vi.spyOn(db, "query");
  const { result, rerender } = renderHook(
    () =>
      useQuery({ source, schema: app.task, sortBy: (a, b) => a.get("text").localeCompare(b.get("text")) }),
    { wrapper },
  );
  const before = result.current;
  rerender();
  expect(result.current).toBe(before);
  expect(opened).toHaveBeenCalledTimes(1);
});

test("no repository is chosen, then one, then none", () => {
  const { result, rerender } = renderHook(
    ({ path }) => useQuery(path === undefined ? undefined : { source: path, schema: app.task }),
    { wrapper, initialProps: { path: undefined as string | undefined } },
  );
  expect(result.current).toEqual({ results: [], isLoading: false });
  rerender({ path: source });
  expect(result.current.results).toHaveLength(2);
  rerender({ path: undefined });
  expect(result.current.results).toEqual([]);
});

test("strict mode reads the query once, and leaves one open", async () => {
  const opened = vi.spyOn(db, "query");
  render(<StrictMode>{wrapper({ children: <List /> })}</StrictMode>);
  await act(() => pause(20));
  expect(opened).toHaveBeenCalledTimes(1);
  expect(db.openQueries).toBe(1);
  await edit(() => {
    cheese.set("done", true);
  });
  expect(screen.getByText("bread")).toBeTruthy();
});

test("a query stays open as long as it is shown", async () => {
  counting(<List />);
  await act(() => pause(1100));
  expect(db.openQueries).toBe(1);
  await edit(() => {
    cheese.set("done", true);
  });
  expect(screen.getByText("bread")).toBeTruthy();
});

test("leaving the page closes the query, a moment later", async () => {
  const { unmount } = counting(
    <>
      <List />
      <List />
    </>,
  );
  expect(db.openQueries).toBe(2);
  unmount();
  await waitFor(() => {
    expect(db.openQueries).toBe(0);
  });
});

test("a hidden component closes its query, and is up to date when it is shown again", async () => {
  const list = <List />; // the same element, so that React need not render it again to show it
  const page = (mode: "visible" | "hidden"): JSX.Element => <Activity mode={mode}>{list}</Activity>;
  const { rerender } = render(page("visible"), { wrapper });
  rerender(page("hidden"));
  await waitFor(() => {
    expect(db.openQueries).toBe(0);
  });
  await edit(() => {
    cheese.set("done", true);
  });
  rerender(page("visible"));
  expect(screen.getByText("bread")).toBeTruthy();
  await waitFor(() => {
    expect(db.openQueries).toBe(1);
  });
});

test("a query that was changed away from is closed", async () => {
  const { rerender } = renderHook(
    ({ word }) =>
      useQuery({ source, schema: app.task, predicate: (task) => task.get("text").includes(word) }, [word]),
    { wrapper, initialProps: { word: "b" } },
  );
  for (const word of ["br", "bre", "brea"]) rerender({ word });
  await waitFor(() => {
    expect(db.openQueries).toBe(1);
  });
});

test("what was rendered but never shown is closed", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  function Fails(): JSX.Element {
    useQuery({ source, schema: app.task });
    throw new Error("not shown");
  }
  expect(() => render(<Fails />, { wrapper })).toThrow("not shown");
  expect(db.openQueries).toBeGreaterThan(0);
  await waitFor(
    () => {
      expect(db.openQueries).toBe(0);
    },
    { timeout: 3000 },
  );
});
