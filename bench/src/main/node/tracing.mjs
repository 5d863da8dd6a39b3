// How long the main thread of a page was busy at one stretch: its tasks, from a trace of the browser.
const CATEGORIES = ["toplevel"]; // the lightest that has tasks: some thousand events
const MICROS = 1000;

/** Does something to a page; gives the milliseconds that the longest task took meanwhile. */
export async function longestTask(session, act) {
  const events = await traced(session, act);
  const threads = new Set(events.filter(isMainThread).map(threadOf));
  const tasks = events.filter((event) => isTask(event) && threads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("the trace of the browser holds no tasks");
  return Math.max(...tasks.map((task) => task.dur)) / MICROS;
}

async function traced(session, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: CATEGORIES, recordMode: "recordAsMuchAsPossible" },
  });
  try {
    await act();
  } finally {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    session.off("Tracing.dataCollected", collect);
  }
  return events;
}

const isTask = ({ name, ph }) => name.endsWith("RunTask") && ph === "X"; // whole, not cut off by the end
const isMainThread = ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain";
const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
