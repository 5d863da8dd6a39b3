// When a task was made: the hour today, else the day.
import { memo } from 'react';

const hour = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

export const When = memo(function When({ instant }: { instant: Date }) {
  return (
    <time className="when" dateTime={instant.toISOString()}>
      {formatOf(instant, new Date()).format(instant)}
    </time>
  );
});

function formatOf(instant: Date, now: Date): Intl.DateTimeFormat {
  if (instant.toDateString() === now.toDateString()) return hour;
  return instant.getFullYear() === now.getFullYear() ? day : year;
}
