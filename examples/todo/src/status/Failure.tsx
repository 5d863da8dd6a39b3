// The page when the database cannot be opened, or when the app itself fails: what happened, what to do.
import { GoatError } from '@goatdb/client';
import { useDB } from '@goatdb/client/react';
import { useEffect, useState } from 'react';

import { GoatHead } from '../ui/Goat';

/** Says why the database could not be opened. */
export function Failure() {
  const db = useDB();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    db.readyPromise().catch(setError);
  }, [db]);
  return <FailurePage title="The lists cannot be opened" error={error} />;
}

export function FailurePage({ title, error }: { title: string; error: unknown }) {
  return (
    <main className="failure">
      <title>Nibble</title>
      <GoatHead />
      <h1>{title}</h1>
      {error instanceof Error && <p>{error.message}</p>}
      {error instanceof GoatError && <p>{error.remedy}</p>}
      <button className="button primary" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  );
}
