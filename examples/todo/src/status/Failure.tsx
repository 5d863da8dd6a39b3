// The page when the database cannot be opened, or when the app itself fails: what happened, what to do.
import { GoatError } from '@goatdb/client';
import { useDBError } from '@goatdb/client/react';

import { GoatHead } from '../ui/Goat';

/** Says why the database could not be opened. */
export function Failure() {
  return <FailurePage title="The lists are not available" error={useDBError()} />;
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
