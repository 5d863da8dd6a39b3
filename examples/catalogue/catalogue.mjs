// Turns the package catalogue of a Debian system into JSON Lines:
//   apt-cache dumpavail | node catalogue.mjs > packages.jsonl
import { createInterface } from 'node:readline';

// "libc6 (>= 2.34), default-mta | mail-transport-agent, awk:any" -> the names, each once, in order
function names(depends) {
  const all = depends
    .split(/[,|]/)
    .map((part) => part.trim().replace(/[\s(:].*$/, ''))
    .filter((name) => name !== '');
  return [...new Set(all)].sort();
}

function line(stanza) {
  return JSON.stringify({
    name: stanza.get('Package'),
    version: stanza.get('Version'),
    section: stanza.get('Section'),
    size: stanza.has('Size') ? Number(stanza.get('Size')) : undefined,
    depends: names([stanza.get('Pre-Depends'), stanza.get('Depends')].filter(Boolean).join(',')),
    description: stanza.get('Description') ?? stanza.get('Description-en'),
  });
}

const seen = new Set();
let stanza = new Map();
let field = '';

function finish() {
  const name = stanza.get('Package');
  if (name !== undefined && !seen.has(name)) {
    seen.add(name);
    process.stdout.write(line(stanza) + '\n');
  }
  stanza = new Map();
}

process.stdout.on('error', () => process.exit(0)); // whoever reads may have enough before the end

for await (const text of createInterface({ input: process.stdin })) {
  const colon = text.indexOf(':');
  if (text === '') {
    finish();
  } else if (/^\s/.test(text)) {
    stanza.set(field, stanza.get(field) + '\n' + text.trim());
  } else if (colon > 0) {
    field = text.slice(0, colon);
    stanza.set(field, text.slice(colon + 1).trim());
  }
}
finish();
