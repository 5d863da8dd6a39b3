import { expect, test } from "vitest";
import { GoatDB } from "./db.js";
import { GoatError } from "./errors.js";
import type { Item } from "./item.js";
import { OrderStamp } from "./order-stamp.js";
import { defineApp } from "./schema.js";

const { start, end, from, between } = OrderStamp;

const app = defineApp({
  schemas: {
    card: [
      {
        version: 1,
        fields: { text: { type: "string", required: true }, order: { type: "string", required: true } },
      },
    ],
  },
});

test("a list is sorted by its stamps, and a move is one set", async () => {
  const db = GoatDB.inMemory(app);
  const create = (text: string, order: string) => db.create(`/data/board/${text}`, app.card, { text, order });
  const [a = "", b = "", c = ""] = between(start(), end(), 3);
  const one = create("one", a);
  const two = create("two", b);
  const three = create("three", c);
  const board = db.query({ source: "/data/board", schema: app.card, sortBy: "order" });
  await board.loadingFinished();
  const texts = () =>
    board
      .results()
      .map((card) => card.get("text"))
      .join(" ");
  expect(texts()).toBe("one two three");

  move(three, [one, two], 0);
  expect(texts()).toBe("three one two");
  move(one, [three, two], 2);
  expect(texts()).toBe("three two one");
  const four = create("four", between(three.get("order"), two.get("order")));
  expect(texts()).toBe("three four two one");
  move(two, [three, four, one], 1);
  expect(texts()).toBe("three two four one");
});

type Card = Item<typeof app.card>;

/** Moves a card to a place among the others; 0 is before the first one. */
function move(card: Card, others: Card[], place: number): void {
  const after = others[place - 1]?.get("order") ?? OrderStamp.start();
  const before = others[place]?.get("order") ?? OrderStamp.end();
  card.set("order", OrderStamp.between(after, before));
}

test("random walks keep their order, and stamps read back", () => {
  const list: string[] = [];
  for (let i = 0; i < 1000; i++) {
    const place = Math.floor(Math.random() * (list.length + 1));
    list.splice(place, 0, between(list[place - 1] ?? start(), list[place] ?? end()));
  }
  expect(list).toEqual([...list].sort());
  expect(new Set(list).size).toBe(1000);
  expect(list.map(from)).toEqual(list);
});

test("many at once are in order, also more than browsers give random bytes for", () => {
  const [a = "", b = ""] = between(start(), end(), 2);
  const many = between(a, b, 20_000);
  expect([a, ...many, b]).toEqual([...new Set([a, ...many, b])].sort());
  expect(between(a, b, 0)).toEqual([]);
  expect(between(a, b, 1)).toHaveLength(1);
});

test("bounds are no text, and are not stored", () => {
  const db = GoatDB.inMemory(app);
  const values = { text: "a", order: end() as unknown as string };
  expect(() => db.create("/data/board/a", app.card, values)).toThrow(/order/);
  expect(String(start())).toBe("start()");
  expect(() => from(String(end()))).toThrow(/'end\(\)' is no order stamp/);
});

test("what is wrong is said with a remedy", () => {
  const stamp = between(start(), end());
  const thrown = (call: () => unknown): GoatError => {
    try {
      call();
    } catch (error) {
      if (error instanceof GoatError) return error;
    }
    throw new Error("no GoatError was thrown");
  };
  expect(thrown(() => between(stamp, stamp))).toMatchObject({
    code: "invalid-value",
    message: expect.stringContaining("give one a new one") as string,
  });
  expect(thrown(() => between(end(), start())).message).toContain("between the end and the start");
  for (const text of ["", "~", "1", `${stamp} `, undefined, null, 7]) {
    expect(thrown(() => from(text as string)).message).toContain("is no order stamp");
    expect(thrown(() => between(text as string, end())).code).toBe("invalid-value");
  }
  for (const count of [-1, 1.5, NaN, 1_000_001]) {
    expect(thrown(() => between(stamp, end(), count)).remedy).toContain("1000000");
  }
});
