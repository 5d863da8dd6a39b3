// Where the newest edit of a task has got to, as a small sign that says no more than is true.
import type { Saved } from '@goatdb/client';
import { memo } from 'react';

import { Icon, type IconName } from '../ui/Icon';

export const SAVED: Record<Saved, { icon: IconName; label: string }> = {
  pending: { icon: 'saving', label: 'Saving' },
  here: { icon: 'device', label: 'Saved here' },
  server: { icon: 'cloud', label: 'On the server' },
  refused: { icon: 'warning', label: 'Refused' },
};

export const SavedMark = memo(function SavedMark({ saved }: { saved: Saved }) {
  const { icon, label } = SAVED[saved];
  return (
    <span className="saved" role="img" aria-label={label} data-tip={label}>
      <Icon name={icon} />
    </span>
  );
});
