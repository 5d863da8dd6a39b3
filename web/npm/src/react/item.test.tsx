import { act, cleanup, render, renderHook, screen } from "@testing-library/react";
import { Activity, memo, Profiler, StrictMode, type JSX, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineApp, GoatDB, type Item } from "../index.js";
import { GoatProvider, useItem, useSaved } from "./index.js";

const app = defineApp({
  schemas: {
    task: [
      {
        version: 1,
        fields: {
          text: { type: "string", required: true },
          done: { type: "boolean", default: false },
          tags: { type: "set", of: "string" },
        },
      },
    ],
  },
});
type Task = Item<typeof app.task>;

let db: GoatDB;
let task: Task;
const wrapper = ({ children }: { children: ReactNode }): JSX.Element => (
  <GoatProvider db={db}>{children}</GoatProvider>
);

beforeEach(() => {
  db = GoatDB.inMemory(app);
  task = db.create("/data/todos", app.task, { text: "bread" });
});

afterEach(async () => {
  cleanup();
  await db.close();
});

/** Makes an edit, and comes back when the listeners have been told and React is done. */
async function edit(item: Task, change: () => void): Promise<void> {
  await act(async () => {
    const told = new Promise<void>((resolve) => {
      const stop = item.onChange(({ fields, deleted }) => {
        if (fields.size === 0 && !deleted && !item.isDeleted) return;
        stop();
        resolve();
      });
    });
    change();
    await told;
  });
}

/** Renders, and counts how often something below was rendered again. */
function counting(children: ReactNode, options: { strict?: boolean } = {}): { count: () => number } {
  const onRender = vi.fn();
  const tree = (
    <GoatProvider db={db}>
      <Profiler id="counted" onRender={onRender}>
        {children}
      </Profiler>
    </GoatProvider>
  );
  render(options.strict ? <StrictMode>{tree}</StrictMode> : tree);
  onRender.mockClear();
  return { count: () => onRender.mock.calls.length };
}

function Text({ of }: { of: Task | string }): JSX.Element {
  const item = useItem(of, { keys: ["text"], schema: app.task });
  return <p>{item === undefined ? "unknown" : item.isDeleted ? "deleted" : item.get("text")}</p>;
}

function Everything({ of }: { of: Task }): JSX.Element {
  const item = useItem(of);
  return <p>{`${item.get("text")}, ${item.get("done") ? "done" : "open"}, ${item.get("tags").size} tags`}</p>;
}

test("a field that is not watched does not render", async () => {
  const { count } = counting(<Text of={task} />);
  await edit(task, () => {
    task.set("done", true);
  });
  expect(count()).toBe(0);
  await edit(task, () => {
    task.set("text", "rye bread");
  });
  expect(screen.getByText("rye bread")).toBeTruthy();
  expect(count()).toBe(1);
});

test("without keys every field renders", async () => {
  const { count } = counting(<Everything of={task} />);
  await edit(task, () => {
    task.set("done", true);
  });
  await edit(task, () => {
    task.add("tags", "home");
  });
  expect(screen.getByText("bread, done, 1 tags")).toBeTruthy();
  expect(count()).toBe(2);
});

test("saving an edit renders nothing", async () => {
  const { count } = counting(<Everything of={task} />);
  await act(() => db.flush());
  expect(task.saved).toBe("here");
  expect(count()).toBe(0);
});

test("coming onto the page renders once, in strict mode too", () => {
  const onRender = vi.fn();
  const page = (
    <Profiler id="counted" onRender={onRender}>
      <Everything of={task} />
    </Profiler>
  );
  render(<StrictMode>{wrapper({ children: page })}</StrictMode>);
  expect(onRender).toHaveBeenCalledTimes(1);
});

test("a hidden component is up to date when it is shown again", async () => {
  const text = <Text of={task} />; // the same element, so that React need not render it again to show it
  const page = (mode: "visible" | "hidden"): JSX.Element => <Activity mode={mode}>{text}</Activity>;
  const { rerender } = render(page("visible"), { wrapper });
  rerender(page("hidden"));
  await edit(task, () => {
    task.set("text", "rye bread");
  });
  rerender(page("visible"));
  expect(screen.getByText("rye bread")).toBeTruthy();
});

test("in strict mode a change renders once", async () => {
  const { count } = counting(<Text of={task} />, { strict: true });
  await edit(task, () => {
    task.set("done", true);
  });
  expect(count()).toBe(0);
  await edit(task, () => {
    task.set("text", "rye bread");
  });
  expect(screen.getByText("rye bread")).toBeTruthy();
  expect(count()).toBe(1);
});

test("deleting and restoring render, whatever the keys", async () => {
  const { count } = counting(<Text of={task} />);
  await edit(task, () => {
    task.delete();
  });
  expect(screen.getByText("deleted")).toBeTruthy();
  await act(async () => {
    task.restore();
    await Promise.resolve();
  });
  expect(await screen.findByText("bread")).toBeTruthy();
  expect(count()).toBe(2);
});

test("two components share an item, and each renders for its own fields", async () => {
  const Other = memo(function Other(): JSX.Element {
    const item = useItem(task, { keys: ["done"] });
    return <p>{item.get("done") ? "done" : "open"}</p>;
  });
  const texts = counting(<Text of={task} />);
  const others = counting(<Other />);
  await edit(task, () => {
    task.set("text", "rye bread");
  });
  expect([texts.count(), others.count()]).toEqual([1, 0]);
  await edit(task, () => {
    task.set("done", true);
  });
  expect([texts.count(), others.count()]).toEqual([1, 1]);
});

test("an item of a path is the same object as any other way to it", () => {
  const { result, rerender } = renderHook(() => useItem(task.path, { schema: app.task }), { wrapper });
  expect(result.current).toBe(task);
  rerender();
  expect(result.current).toBe(task);
});

test("an item that is not known yet appears", async () => {
  const { count } = counting(<Text of="/data/todos/later" />);
  expect(screen.getByText("unknown")).toBeTruthy();
  act(() => {
    db.create("/data/todos/later", app.task, { text: "cheese" });
  });
  expect(await screen.findByText("cheese")).toBeTruthy();
  expect(count()).toBe(1);
});

test("nothing is chosen, then an item, then another", async () => {
  const cheese = db.create("/data/todos", app.task, { text: "cheese" });
  const { result, rerender } = renderHook(
    ({ path }: { path: string | undefined }) =>
      useItem(path, { schema: app.task, keys: ["text"] })?.get("text"),
    { wrapper, initialProps: { path: undefined as string | undefined } },
  );
  expect(result.current).toBeUndefined();
  rerender({ path: task.path });
  expect(result.current).toBe("bread");
  rerender({ path: cheese.path });
  expect(result.current).toBe("cheese");
  await edit(cheese, () => {
    cheese.set("text", "hard cheese");
  });
  expect(result.current).toBe("hard cheese");
});

test("keys of the same content keep the subscription", () => {
  const subscribed = vi.spyOn(db, "onItem");
  const { rerender } = renderHook(() => useItem(task, { keys: ["text", "done"] }), { wrapper });
  rerender();
  rerender();
  expect(subscribed).toHaveBeenCalledTimes(1);
});

test("what changes before the component listens is not missed", async () => {
  // Refs are called before effects subscribe.
  const editing = (): void => {
    task.set("text", "rye bread");
  };
  render(
    <GoatProvider db={db}>
      <Text of={task} />
      <i ref={editing} />
    </GoatProvider>,
  );
  expect(await screen.findByText("rye bread")).toBeTruthy();
});

test("the state of saving renders when it changes, and no edit does", async () => {
  function Saving(): JSX.Element {
    return <p>{useSaved(task)}</p>;
  }
  await db.flush();
  const { count } = counting(<Saving />);
  expect(screen.getByText("here")).toBeTruthy();
  await edit(task, () => {
    task.set("text", "rye bread");
  });
  await edit(task, () => {
    task.set("text", "dark rye bread");
  });
  expect(screen.getByText("pending")).toBeTruthy();
  expect(count()).toBe(1);
  await act(() => db.flush());
  expect(await screen.findByText("here")).toBeTruthy();
  expect(count()).toBe(2);
});

test("nothing is saved of no item", () => {
  const { result } = renderHook(() => useSaved(undefined as Task | undefined), { wrapper });
  expect(result.current).toBeUndefined();
});
