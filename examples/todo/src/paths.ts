// Where things are kept: all lists in one repository, the tasks of each list in a repository of its own.

export const LISTS = '/data/lists';

/** The key of the list that the address names, `#/KEY`; empty where it names none. */
export function addressedKey(): string {
  try {
    return decodeURIComponent(location.hash.slice(2));
  } catch {
    return '';
  }
}

export const tasksOf = (listKey: string): string => `/tasks/${listKey}`;
