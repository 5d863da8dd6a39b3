// The page while the database opens: it shows only if that takes longer than a blink.
import { GoatHead } from '../ui/Goat';

export function Loading() {
  return (
    <main className="loading" aria-busy="true">
      <GoatHead />
      <h1 className="sr">Nibble</h1>
      <p role="status">Opening your lists…</p>
    </main>
  );
}
