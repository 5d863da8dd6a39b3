// The page while the database opens: the frame at once, words only if that takes longer than a blink.
import { GoatHead, Ridge } from '../ui/Goat';

export function Loading() {
  return (
    <div className="app">
      <header className="side">
        <div className="brand">
          <GoatHead />
          <p>Nibble</p>
        </div>
        <Ridge />
      </header>
      <main className="main loading" aria-busy="true">
        <GoatHead />
        <h1 className="sr">Nibble</h1>
        <p role="status">Opening your lists…</p>
      </main>
    </div>
  );
}
