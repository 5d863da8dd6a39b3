// What a person does in the to-do list, by the roles and names of its fields, buttons and switches.
import { made } from './replica.mjs';

/** Waits until the application shows the lists, or that there are none. */
export async function awaitList(page) {
  await page.getByLabel('New list').first().waitFor();
}

export async function list(page, { name }) {
  await fill(page.getByLabel('New list').first(), name);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return made(page, await currentList(page));
}

export async function enter(page, { path }) {
  await page.locator(`nav a[data-path="${path}"]`).click();
  await page.locator(`nav a[data-path="${path}"][aria-current="page"]`).waitFor();
}

export async function add(page, { text, tags }) {
  const before = await paths(page);
  await fill(page.getByLabel('New task'), [text, ...tags.map((tag) => `#${tag}`)].join(' '));
  const fresh = await page.waitForFunction(
    ({ source, text, before }) => {
      const query = window.db.query({ source });
      const item = query
        .results()
        .find((each) => each.get('text') === text && !before.includes(each.path));
      query.close();
      return item?.path;
    },
    { source: await source(page), text, before },
  );
  return made(page, await fresh.jsonValue());
}

export async function rename(page, { path, text }) {
  const row = await edit(page, path);
  await fill(row.getByLabel('Text of the task'), text);
  await row.getByLabel('Text of the task').waitFor({ state: 'detached' });
}

export async function check(page, { path, done }) {
  const box = (await rowOf(page, path)).getByRole('checkbox');
  if ((await box.isChecked()) === done) return;
  await box.click();
  await page.locator(`[data-path="${path}"][data-done="${done}"]`).waitFor();
}

export async function tag(page, { path, tag }) {
  const row = await edit(page, path);
  await fill(row.getByLabel('Add a tag'), tag);
  await row.getByRole('button', { name: `Remove the tag ${tag}`, exact: true }).waitFor();
  await leave(row);
}

export async function untag(page, { path, tag }) {
  const row = await edit(page, path);
  const button = row.getByRole('button', { name: `Remove the tag ${tag}`, exact: true });
  await button.click();
  await button.waitFor({ state: 'detached' });
  await leave(row);
}

async function remove(page, { path }) {
  const row = await rowOf(page, path);
  await row.hover();
  await row.getByRole('button', { name: 'Delete', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close the notice' }).click();
}
export { remove as delete };

/** Waits until the notice says something, and closes it. */
export async function notice(page, { text }) {
  await page.getByLabel('Notices').locator('.notice', { hasText: text }).waitFor();
  await page.getByRole('button', { name: 'Close the notice' }).click();
}

/** Turns the switch of the application, with the keyboard. */
export async function online(page, { wanted }) {
  const work = page.getByRole('switch', { name: 'Work offline' });
  await work.focus();
  if ((await work.isChecked()) === wanted) await page.keyboard.press('Space');
  await page.waitForFunction(
    (state) => window.db.syncState().connection === state,
    wanted ? 'online' : 'offline',
  );
}

async function fill(field, text) {
  await field.fill(text);
  await field.press('Enter');
}

async function edit(page, path) {
  const row = await rowOf(page, path);
  await row.locator('.task-text').click();
  await row.getByLabel('Text of the task').waitFor();
  return row;
}

async function leave(row) {
  await row.getByLabel('Text of the task').press('Escape');
  await row.getByLabel('Text of the task').waitFor({ state: 'detached' });
}

/** The row of a task; only those in sight are in the document, so the list is scrolled to it. */
export async function rowOf(page, path) {
  const row = page.locator(`[data-path="${path}"]`);
  await page.waitForFunction((path) => {
    if (document.querySelector(`[data-path="${path}"]`)) return true;
    const scroller = document.querySelector('[aria-label="Tasks"]')?.parentElement;
    if (!scroller) return false;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    scroller.scrollTop = below > 1 ? scroller.scrollTop + scroller.clientHeight / 2 : 0;
    return false;
  }, path);
  await row.scrollIntoViewIfNeeded();
  return row;
}

const currentList = (page) => page.locator('nav a[aria-current="page"]').getAttribute('data-path');

const source = async (page) => (await currentList(page)).replace('/data/lists/', '/tasks/');

async function paths(page) {
  return page.evaluate(
    (source) => {
      const query = window.db.query({ source });
      const paths = query.results().map((item) => item.path);
      query.close();
      return paths;
    },
    await source(page),
  );
}
