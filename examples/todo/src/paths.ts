// Where things are kept: all lists in one repository, the tasks of each list in a repository of its own.

export const LISTS = '/data/lists';

export const tasksOf = (listKey: string): string => `/tasks/${listKey}`;
