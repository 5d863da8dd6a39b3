// The field that makes a new list.
import { useDB } from '@goatdb/client/react';
import { useState, type SubmitEvent } from 'react';

import { app } from '../goat';
import { LISTS } from '../paths';
import { Icon } from '../ui/Icon';
import { goTo } from './useLists';

export function NewList({ onMade }: { onMade?: () => void }) {
  const db = useDB();
  const [name, setName] = useState('');

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    goTo(db.create(LISTS, app.list, { name: name.trim() }));
    setName('');
    onMade?.();
  }

  return (
    <form className="new-list" onSubmit={submit}>
      <Icon name="plus" />
      <input
        aria-label="New list"
        placeholder="New list"
        maxLength={80}
        enterKeyHint="done"
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </form>
  );
}
