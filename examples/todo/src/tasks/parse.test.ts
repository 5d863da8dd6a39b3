import { describe, expect, test } from 'vitest';

import { parseTask, tagOf } from './parse';

describe('a typed task', () => {
  test.each([
    ['Oil the boots', 'Oil the boots', []],
    ['Oil the boots #gear', 'Oil the boots', ['gear']],
    ['#shop  bread #Home cheese', 'bread cheese', ['shop', 'home']],
    ['a #b #b #c', 'a', ['b', 'c']],
    ['Käse holen #größe #東京', 'Käse holen', ['größe', '東京']],
    ['Read C# in depth, chapter #', 'Read C# in depth, chapter #', []],
    ['see example.org/#top', 'see example.org/#top', []],
    ['buy #milk, then rest', 'buy , then rest', ['milk']],
    ['#only', '', ['only']],
  ])('%s', (input, text, tags) => {
    expect(parseTask(input)).toEqual({ text, tags: new Set(tags) });
  });
});

test('a tag typed by itself needs no #', () => {
  expect(tagOf(' #Big Trip ')).toBe('big-trip');
  expect(tagOf(' # ')).toBe('');
});
