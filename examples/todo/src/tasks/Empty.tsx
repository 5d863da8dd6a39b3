// What stands where tasks would: nothing yet, nothing left, or nothing found.
import { GoatOnHill } from '../ui/Goat';
import type { View } from './view';

interface Props {
  view: View;
  onReset: () => void;
}

export function Empty({ view, onReset }: Props) {
  const unfiltered = view.tag === undefined && !view.search;
  if (view.show === 'all' && unfiltered) {
    return (
      <div className="empty">
        <GoatOnHill />
        <h2>A fresh meadow</h2>
        <p>Write the first task above. Words that start with # become tags.</p>
      </div>
    );
  }
  const finished = view.show === 'open' && unfiltered;
  return (
    <div className="empty">
      <GoatOnHill />
      <h2>{finished ? 'All eaten' : 'Nothing here'}</h2>
      <p>{finished ? 'Every task of this list is done.' : 'No task of this list is like that.'}</p>
      <button className="button" onClick={onReset}>
        Show all tasks
      </button>
    </div>
  );
}
