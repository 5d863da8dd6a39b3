import { GoatDB } from '@goatdb/client';
import { expect, test } from 'vitest';

import { app } from '../goat';
import { parseTask } from './parse';
import { queryOf, type View } from './view';

const SOURCE = '/tasks/test';
const ALL: View = { show: 'all', tag: undefined, search: '', order: 'oldest' };

function shown(view: Partial<View>): string[] {
  const db = GoatDB.inMemory(app);
  const add = (input: string, minute: number, done: boolean) =>
    db.create(SOURCE, app.task, { ...parseTask(input), created: new Date(minute * 60_000), done });
  add('bread 10 #shop', 1, true);
  add('Apples #shop #fruit', 2, false);
  add('bread 9 #shop', 3, false);
  add('call Ana', 4, true);
  return db
    .query(queryOf(SOURCE, { ...ALL, ...view }))
    .results()
    .map((task) => task.get('text'));
}

test('tasks are in the order of their creation', () => {
  expect(shown({ order: 'oldest' })).toEqual(['bread 10', 'Apples', 'bread 9', 'call Ana']);
  expect(shown({ order: 'newest' })).toEqual(['call Ana', 'bread 9', 'Apples', 'bread 10']);
});

test('by text means as people read it', () => {
  expect(shown({ order: 'text' })).toEqual(['Apples', 'bread 9', 'bread 10', 'call Ana']);
});

test('open tasks come first, the newest of each kind before the others', () => {
  expect(shown({ order: 'open' })).toEqual(['bread 9', 'Apples', 'call Ana', 'bread 10']);
});

test('open, done, one tag', () => {
  expect(shown({ show: 'open' })).toEqual(['Apples', 'bread 9']);
  expect(shown({ show: 'done' })).toEqual(['bread 10', 'call Ana']);
  expect(shown({ tag: 'fruit' })).toEqual(['Apples']);
  expect(shown({ tag: 'shop', show: 'done' })).toEqual(['bread 10']);
});

test('a search finds all its words, in text and tags', () => {
  expect(shown({ search: 'BREAD' })).toEqual(['bread 10', 'bread 9']);
  expect(shown({ search: '9 bre' })).toEqual(['bread 9']);
  expect(shown({ search: '#fru' })).toEqual(['Apples']);
});
