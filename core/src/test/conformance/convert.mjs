// Converts test files of the CEL specification (text format of protocol buffers) to JSON:
//   node core/src/test/conformance/convert.mjs <folder of *.textproto> core/src/test/resources/conformance
// Numbers become text and bytes hexadecimal, so that nothing is lost on the way.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = [
  'basic',
  'comparisons',
  'conversions',
  'fields',
  'fp_math',
  'integer_math',
  'lists',
  'logic',
  'macros',
  'string',
  'timestamps',
];
const TOKEN =
  /\s+|#[^\n]*|("(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|(\[[^\]]*\/[^\]]*\])|([-\w.+]+)|([{}:<>[\],;])/gy;
const ESCAPES = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

const [source, target] = process.argv.slice(2);
for (const file of FILES) {
  const parsed = new Reader(readFileSync(join(source, file + '.textproto'), 'utf8')).message('');
  const cases = (parsed.section ?? []).flatMap((section) =>
    (section.test ?? []).map((test) => convert(text(section.name), test)),
  );
  writeFileSync(join(target, file + '.json'), print(cases));
}

/** One case a line, so that differences can be read. */
function print(cases) {
  return '[\n' + cases.map((one) => '  ' + JSON.stringify(one)).join(',\n') + '\n]\n';
}

function Reader(input) {
  const tokens = [];
  for (const match of input.matchAll(TOKEN)) {
    if (match[1] ?? match[2] ?? match[3] ?? match[4]) {
      tokens.push(match[0]);
    }
  }
  let at = 0;
  this.message = function message(close) {
    const fields = {};
    while (tokens[at] !== close && at < tokens.length) {
      const name = tokens[at++];
      if (tokens[at] === ':') {
        at++;
      }
      (fields[name] ??= []).push(value());
      if (tokens[at] === ',' || tokens[at] === ';') {
        at++;
      }
    }
    at++;
    return fields;
  };
  const value = () => {
    const token = tokens[at++];
    if (token === '{' || token === '<') {
      return this.message(token === '{' ? '}' : '>');
    }
    if (!/^["']/.test(token)) {
      return token;
    }
    const bytes = spelled(token);
    while (/^["']/.test(tokens[at] ?? '')) {
      bytes.push(...spelled(tokens[at++]));
    }
    return Buffer.from(bytes);
  };
}

/** The bytes of a text in quotes. */
function spelled(token) {
  const bytes = [];
  const inner = token.slice(1, -1);
  const pattern = /\\([0-7]{1,3}|[xX][\da-fA-F]{1,2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])|[^\\]+/g;
  for (const [all, escape] of inner.matchAll(pattern)) {
    if (escape === undefined) {
      bytes.push(...Buffer.from(all));
    } else if (/^[0-7]/.test(escape)) {
      bytes.push(parseInt(escape, 8));
    } else if (/^x./i.test(escape)) {
      bytes.push(parseInt(escape.slice(1), 16));
    } else if (/^u./i.test(escape)) {
      bytes.push(...Buffer.from(String.fromCodePoint(parseInt(escape.slice(1), 16))));
    } else {
      bytes.push(...(escape in ESCAPES ? [ESCAPES[escape]] : Buffer.from(escape)));
    }
  }
  return bytes;
}

function text(values) {
  return values[0].toString('utf8');
}

function convert(section, test) {
  const one = { section, name: text(test.name), expr: text(test.expr) };
  if (test.disable_check) {
    one.unchecked = true;
  }
  if (test.container) {
    one.container = text(test.container);
  }
  const types = Object.fromEntries(
    (test.type_env ?? []).map((variable) => [text(variable.name), typeOf(variable.ident[0].type[0])]),
  );
  for (const binding of test.bindings ?? []) {
    const name = text(binding.key);
    const value = valueOf(binding.value[0].value[0]);
    (one.variables ??= []).push({ name, type: types[name] ?? 'dyn', value });
  }
  if (test.eval_error) {
    one.error = text(test.eval_error[0].errors[0].message);
  } else {
    one.result = test.value ? valueOf(test.value[0]) : { bool: true };
  }
  return one;
}

function typeOf(type) {
  const [kind, [value]] = Object.entries(type)[0];
  switch (kind) {
    case 'primitive':
    case 'well_known':
      return value.toLowerCase();
    case 'message_type':
      return value.toString('utf8');
    case 'list_type':
      return { list: typeOf(value.elem_type[0]) };
    case 'map_type':
      return { map: [typeOf(value.key_type[0]), typeOf(value.value_type[0])] };
    default:
      return kind;
  }
}

function valueOf(value) {
  const [kind, [content]] = Object.entries(value)[0];
  switch (kind) {
    case 'int64_value':
      return { int: content };
    case 'uint64_value':
      return { uint: content };
    case 'double_value':
      return { double: number(content) };
    case 'bool_value':
      return { bool: content === 'true' };
    case 'string_value':
      return { string: content.toString('utf8') };
    case 'bytes_value':
      return { bytes: content.toString('hex') };
    case 'type_value':
      return { type: content.toString('utf8') };
    case 'null_value':
      return { null: true };
    case 'list_value':
      return { list: (content.values ?? []).map(valueOf) };
    case 'map_value':
      return {
        map: (content.entries ?? []).map((entry) => [valueOf(entry.key[0]), valueOf(entry.value[0])]),
      };
    default:
      return { object: JSON.stringify(content) };
  }
}

/** A double as JavaScript prints it, which is the shortest text that reads back. */
function number(content) {
  const special = { inf: 'Infinity', '-inf': '-Infinity', Infinity: 'Infinity', nan: 'NaN' };
  const value = Number(content);
  return special[content] ?? (Object.is(value, -0) ? '-0' : String(value));
}
