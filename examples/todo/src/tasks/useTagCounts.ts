// How many tasks of a list carry each tag: counted once, a slice at a time, then kept by what changes.
//
// It shows the query beneath `useQuery`: one that is opened, listened to and closed by hand.
import { useDB } from '@goatdb/client/react';
import { useEffect, useState } from 'react';

import { app } from '../goat';
import type { TaskItem } from './view';

type Counts = ReadonlyMap<string, number>;

const NONE: Counts = new Map();
const SLICE = 500;

export function useTagCounts(source: string | undefined): Counts {
  const db = useDB();
  const [counts, setCounts] = useState(NONE);

  useEffect(() => {
    if (source === undefined) return;
    const query = db.query({
      source,
      schema: app.task,
      predicate: (task) => task.get('tags').size > 0,
      sortBy: 'created',
    });
    const tags = new TagCounts();
    let closed = false;
    const publish = () => !closed && setCounts(tags.counts());

    query.onResultsChanged(({ added, removed, changed }) => {
      removed.forEach((task) => tags.forget(task));
      changed.forEach((task) => tags.learn(task));
      added.forEach((task) => tags.learn(task));
      publish();
    });
    void query.loadingFinished().then(async () => {
      const tasks = query.results();
      for (let at = 0; at < tasks.length && !closed; at += SLICE) {
        tasks.slice(at, at + SLICE).forEach((task) => tags.learnIfNew(task));
        await new Promise((resolve) => setTimeout(resolve));
      }
      publish();
    });

    return () => {
      closed = true;
      query.close();
      setCounts(NONE);
    };
  }, [db, source]);
  return counts;
}

class TagCounts {
  readonly #tags = new Map<string, ReadonlySet<string>>();
  readonly #counts = new Map<string, number>();

  counts(): Counts {
    return new Map(this.#counts);
  }

  learnIfNew(task: TaskItem): void {
    if (!task.isDeleted && !this.#tags.has(task.path)) this.learn(task);
  }

  learn(task: TaskItem): void {
    this.forget(task);
    const tags = new Set(task.get('tags'));
    this.#tags.set(task.path, tags);
    tags.forEach((tag) => this.#count(tag, 1));
  }

  forget(task: TaskItem): void {
    this.#tags.get(task.path)?.forEach((tag) => this.#count(tag, -1));
    this.#tags.delete(task.path);
  }

  #count(tag: string, by: number): void {
    const count = (this.#counts.get(tag) ?? 0) + by;
    if (count > 0) this.#counts.set(tag, count);
    else this.#counts.delete(tag);
  }
}
