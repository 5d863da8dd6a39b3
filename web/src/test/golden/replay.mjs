// Golden vectors through an engine compiled to JavaScript: the same code in Node and in a browser.

/**
 * Runs all vectors, given as text by kind, twice: with the engine's own hashes and texts, and with those that
 * the page has for it.
 */
export function replayTwice({ run, install }, pure, vectors) {
  const replayAll = (by) =>
    Object.entries(vectors).map(([kind, text]) => {
      const { passed, failures } = replay(run, kind, text);
      return { passed, failures: failures.map((failure) => `by ${by}: ${failure}`) };
    });
  const own = replayAll("the engine's functions");
  install(pure);
  const results = [...own, ...replayAll("the page's functions")];
  return {
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    failures: results.flatMap((result) => result.failures),
  };
}

/**
 * Runs every vector of one kind, written as lines of name, input and expected output in hexadecimal.
 * Returns how many came out byte-equal, and a sentence for each that did not.
 */
function replay(run, kind, text) {
  const failures = [];
  let passed = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    // An empty byte string is written as a dash.
    const [name, input, expected] = line
      .trim()
      .split(/ +/)
      .map((part) => (part === "-" ? "" : part));
    const actual = output(run, kind, input);
    if (actual === expected) passed++;
    else failures.push(`${kind} ${name}: expected ${expected}, was ${actual}`);
  }
  return { passed, failures };
}

function output(run, kind, input) {
  try {
    return toHex(run(kind, fromHex(input)));
  } catch (error) {
    return `an exception: ${error.message}`;
  }
}

function fromHex(text) {
  return Int8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function toHex(bytes) {
  return Array.from(bytes, (byte) => (byte & 0xff).toString(16).padStart(2, "0")).join("");
}
