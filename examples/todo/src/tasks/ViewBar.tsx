// What is shown of a list: all, open or done; what a search finds; and the order.
import { useRef, type KeyboardEvent } from 'react';

import { Icon } from '../ui/Icon';
import { useKeys } from '../ui/keys';
import type { Order, Show, View } from './view';

const SHOWS: [Show, string][] = [
  ['all', 'All'],
  ['open', 'Open'],
  ['done', 'Done'],
];
const ORDERS: [Order, string][] = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['open', 'Open first'],
  ['text', 'By text'],
];

export function ViewBar({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const search = useRef<HTMLInputElement>(null);
  const show = (show: Show) => onChange({ ...view, show });

  useKeys({
    '/': () => search.current?.focus(),
    '1': () => show('all'),
    '2': () => show('open'),
    '3': () => show('done'),
  });

  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    onChange({ ...view, search: '' });
    search.current?.blur();
  }

  return (
    <div className="view" role="search" aria-label="Tasks of this list">
      <fieldset className="choice">
        <legend className="sr">Show</legend>
        {SHOWS.map(([value, label]) => (
          <label key={value}>
            <input type="radio" name="show" checked={view.show === value} onChange={() => show(value)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div className="search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          aria-label="Search"
          placeholder="Search"
          autoComplete="off"
          value={view.search}
          onChange={(event) => onChange({ ...view, search: event.target.value })}
          onKeyDown={leave}
        />
      </div>
      <div className="order">
        <Icon name="sort" />
        <select
          aria-label="Order"
          value={view.order}
          onChange={(event) => onChange({ ...view, order: event.target.value as Order })}
        >
          {ORDERS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
