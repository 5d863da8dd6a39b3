// The tags of a list, the most used first; choosing one shows its tasks only.
import { useTagCounts } from './useTagCounts';

const MOST = 40;

interface Props {
  /** Where the tasks are; none yet, while there is no time to count. */
  source: string | undefined;
  chosen: string | undefined;
  onToggle: (tag: string) => void;
}

export function TagBar({ source, chosen, onToggle }: Props) {
  const counts = useTagCounts(source);
  const tags = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).slice(0, MOST);
  if (chosen !== undefined && !tags.some(([tag]) => tag === chosen)) tags.unshift([chosen, 0]);
  if (tags.length === 0) return null;
  return (
    <ul className="tags tag-bar" aria-label="Tags">
      {tags.map(([tag, count]) => (
        <li key={tag}>
          <button className="tag" aria-pressed={tag === chosen} onClick={() => onToggle(tag)}>
            #{tag} <span className="tag-count">{count.toLocaleString()}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
