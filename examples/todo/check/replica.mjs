// Reads what a page holds, from its own database, in a form that can be compared: instants as
// milliseconds, sets as lists.

export async function read(page) {
  return page.evaluate(async () => {
    const plain = (value) =>
      value instanceof Date ? value.getTime() : value instanceof Set ? [...value].sort() : value;
    const all = async (source, items) => {
      const query = window.db.query({ source });
      await query.loadingFinished();
      for (const item of query.results()) {
        const values = Object.entries(item.values()).filter(([, value]) => value !== undefined);
        items[item.path] = Object.fromEntries(values.map(([name, value]) => [name, plain(value)]));
      }
      query.close();
    };
    const items = {};
    await all('/data/lists', items);
    for (const path of Object.keys(items))
      await all(path.replace('/data/lists/', '/tasks/'), items);
    const refused = window.db
      .refused()
      .map(({ path, code, reason }) => `${path} ${code} ${reason}`);
    return { items, pending: window.db.syncState().pending, refused };
  });
}

/** What a new item holds, by its path. */
export async function made(page, path) {
  const { items } = await read(page);
  return { path, values: items[path] };
}

export async function flush(page) {
  await page.evaluate(() => window.db.flush());
}
