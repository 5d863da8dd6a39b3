// One list in the sidebar, with the number of its open tasks.
import { useItem, useQuery } from '@goatdb/client/react';
import { memo } from 'react';

import { app } from '../goat';
import { tasksOf } from '../paths';
import { isOpen } from '../tasks/view';
import { addressOf, type ListItem } from './useLists';

interface Props {
  list: ListItem;
  isCurrent: boolean;
  counts: boolean;
  onFollow: () => void;
}

export const ListLink = memo(function ListLink({ list, isCurrent, counts, onFollow }: Props) {
  useItem(list, { keys: ['name'] });
  return (
    <li>
      <a
        href={addressOf(list)}
        aria-current={isCurrent ? 'page' : undefined}
        data-path={list.path}
        onClick={onFollow}
      >
        <span className="list-name">{list.get('name')}</span>
        {counts && <OpenCount source={tasksOf(list.key)} />}
      </a>
    </li>
  );
});

/** The query also subscribes to the repository, so every list is there when the network is not. */
function OpenCount({ source }: { source: string }) {
  const { results } = useQuery({ source, schema: app.task, predicate: isOpen, sortBy: 'created' }, [
    source,
  ]);
  if (results.length === 0) return null;
  return (
    <span className="count">
      {results.length.toLocaleString()}
      <span className="sr"> open</span>
    </span>
  );
}
