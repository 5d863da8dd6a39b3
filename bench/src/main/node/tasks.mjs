// Prints tasks as JSON Lines, which `goat import` reads: always the same ones, a minute between each and the
// next, every fourth of them done.
//
// usage: node tasks.mjs COUNT
const EVENING = Date.UTC(2026, 0, 31, 18);
const MINUTE = 60_000;
const WHAT = ["Water the plants", "Repair the bicycle", "Write to the cousins", "Sort the photographs"];
const WHERE = ["on the balcony", "behind the house", "in the cellar"];
const TAGS = ["home", "garden", "urgent", "later", "weekend", "errand", "family"];

/** The task of a number: a text of about 40 characters and three tags. */
function task(number) {
  return {
    text: `${pick(WHAT, number)} ${pick(WHERE, number)} ${String(number).padStart(6, "0")}`,
    done: number % 4 === 0,
    created: new Date(EVENING - number * MINUTE).toISOString(),
    tags: [0, 1, 2].map((more) => pick(TAGS, number + 2 * more)),
  };
}

const pick = (list, number) => list[number % list.length];

const count = Number(process.argv[2]);
for (let number = 0; number < count; number++) process.stdout.write(`${JSON.stringify(task(number))}\n`);
