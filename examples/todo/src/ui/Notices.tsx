// Shows the notice and reads it out; it goes after a while, unless somebody is about to use it.
import { useEffect, useState } from 'react';

import { IconButton } from './IconButton';
import { useKeys } from './keys';
import { notify, useNotice } from './notices';

const SHOWN_MILLIS = 8000;

export function Notices() {
  const notice = useNotice();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (!notice || notice.stays || held) return;
    const timer = setTimeout(() => notify(undefined), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [notice, held]);

  function run() {
    notice?.run();
    notify(undefined);
    setHeld(false);
  }
  useKeys({ u: () => (notice ? run() : false) });

  return (
    <aside className="notices" aria-label="Notices">
      <p className="sr" role="status">
        {notice && `${notice.text}. ${notice.action}: press u.`}
      </p>
      {notice && (
        <div
          className="notice"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>{notice.text}</span>
          <button className="button" onClick={run}>
            {notice.action}
          </button>
          <IconButton icon="close" label="Close the notice" onClick={() => notify(undefined)} />
        </div>
      )}
    </aside>
  );
}
