import { GoatDB } from '@goatdb/client';
import { GoatProvider } from '@goatdb/client/react';
import { act, render } from '@testing-library/react';
import { Profiler } from 'react';
import { expect, test } from 'vitest';

import { app } from '../goat';
import { TaskRow } from './TaskRow';

test('a task renders when it changes, and not when another does', async () => {
  const db = GoatDB.inMemory(app);
  const tasks = ['bread', 'cheese'].map((text) => db.create('/tasks/test', app.task, { text }));
  await db.flush();
  let renders: string[] = [];
  render(
    <GoatProvider db={db}>
      {tasks.map((task) => (
        <Profiler key={task.path} id={task.get('text')} onRender={(id) => renders.push(id)}>
          <TaskRow
            task={task}
            tabbable={false}
            isFresh={false}
            isEditing={false}
            onEdit={nothing}
            onTag={nothing}
          />
        </Profiler>
      ))}
    </GoatProvider>,
  );
  renders = [];
  await act(async () => {
    tasks[0]?.set('done', true);
    await db.flush();
  });
  expect(renders).toContain('bread');
  expect(renders).not.toContain('cheese');
});

function nothing(): void {
  // these rows are only looked at
}
