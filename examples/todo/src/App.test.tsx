// The whole app on a database in memory.
import { GoatDB } from '@goatdb/client';
import { GoatProvider } from '@goatdb/client/react';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { App } from './App';
import { app } from './goat';
import { LISTS, tasksOf } from './paths';
import { parseTask } from './tasks/parse';

configure({ asyncUtilTimeout: 20_000 });

let db: GoatDB;

beforeEach(() => {
  // A page without layout has no heights, and a windowed list would show nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 600 });
  db = GoatDB.inMemory(app);
});

afterEach(async () => {
  cleanup();
  await db.close();
  localStorage.clear();
  location.hash = '';
});

function open(...tasks: string[]) {
  const list = db.create(LISTS, app.list, { name: 'Weekend' });
  tasks.forEach((task, index) =>
    db.create(tasksOf(list.key), app.task, { ...parseTask(task), created: new Date(1000 * (100 - index)) }),
  );
  render(
    <StrictMode>
      <GoatProvider db={db}>
        <App />
      </GoatProvider>
    </StrictMode>,
  );
}

async function row(text: string) {
  const element = (await screen.findByText(text)).closest<HTMLElement>('.task');
  if (!element) throw new Error(`${text} is not in a row`);
  return within(element);
}

const texts = () => [...document.querySelectorAll('.task-text')].map((text) => text.textContent);
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

test('without lists there is a welcome, and a sample to look at', async () => {
  render(
    <GoatProvider db={db}>
      <App />
    </GoatProvider>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Show me a sample' }));
  expect(await screen.findByRole('heading', { name: 'A weekend in the hills' })).toBeTruthy();
  await waitFor(() => expect(texts().length).toBe(8));
});

test('a task is added with its tags', async () => {
  open('bread');
  const field = await screen.findByLabelText('New task');
  fireEvent.change(field, { target: { value: 'Oil the boots #gear' } });
  fireEvent.submit(field);
  await waitFor(() => expect(texts()).toEqual(['Oil the boots', 'bread']));
  expect((await row('Oil the boots')).getByRole('button', { name: '#gear' })).toBeTruthy();
});

test('what is done leaves the open ones', async () => {
  open('bread', 'cheese');
  fireEvent.click(await screen.findByRole('radio', { name: 'Open' }));
  fireEvent.click((await row('bread')).getByRole('checkbox'));
  await waitFor(() => expect(texts()).toEqual(['cheese']));
  expect(await screen.findByText('1 open, 1 done')).toBeTruthy();
});

test('a tag shows its tasks only', async () => {
  open('bread #shop', 'boots #gear');
  fireEvent.click((await row('boots')).getByRole('button', { name: '#gear' }));
  await waitFor(() => expect(texts()).toEqual(['boots']));
});

test('a deleted task comes back', async () => {
  open('bread', 'cheese');
  fireEvent.click((await row('bread')).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(texts()).toEqual(['cheese']));
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(texts()).toEqual(['bread', 'cheese']));
});

test('everything goes without a mouse', async () => {
  open('bread', 'cheese');
  await row('bread');
  press('j');
  await waitFor(() => expect(document.activeElement?.closest('.task')?.textContent).toContain('bread'));
  press('j');
  await waitFor(() => expect(document.activeElement?.closest('.task')?.textContent).toContain('cheese'));
  press('x');
  await waitFor(() => expect(screen.getByText('1 open, 1 done')).toBeTruthy());
  press('e');
  const field = await screen.findByLabelText('Text of the task');
  fireEvent.change(field, { target: { value: 'hard cheese #shop' } });
  fireEvent.submit(field);
  await waitFor(() => expect(texts()).toEqual(['bread', 'hard cheese']));
});

test('an open editor does not undo what somebody else wrote meanwhile', async () => {
  open('bread');
  fireEvent.click(await screen.findByText('bread'));
  const field = await screen.findByLabelText('Text of the task');
  const path = field.closest('.task')?.getAttribute('data-path') ?? '';
  db.item(path, app.task)?.set('text', 'rye bread');
  fireEvent.submit(field);
  await waitFor(() => expect(texts()).toEqual(['rye bread']));
});
