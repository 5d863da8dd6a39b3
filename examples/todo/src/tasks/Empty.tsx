// What stands where tasks would: nothing yet, nothing left, or nothing found.
import { GoatOnHill } from '../ui/Goat';
import type { View } from './view';

interface Props {
  view: View;
  total: number;
  onReset: () => void;
}

export function Empty({ view, total, onReset }: Props) {
  if (total === 0) {
    return (
      <div className="empty">
        <GoatOnHill />
        <h2>A fresh meadow</h2>
        <p>Write the first task above. Words that start with # become tags.</p>
      </div>
    );
  }
  const finished = view.show === 'open' && view.tag === undefined && !view.search;
  return (
    <div className="empty">
      <GoatOnHill />
      <h2>{finished ? 'All eaten' : 'Nothing here'}</h2>
      <p>{finished ? 'Every task of this list is done.' : 'No task of this list is like that.'}</p>
      <button className="button" onClick={onReset}>
        Show all {total.toLocaleString()}
      </button>
    </div>
  );
}
