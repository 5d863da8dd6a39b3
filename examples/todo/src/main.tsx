// The page: what the engine says of itself.
import { formatVersion } from '@goatdb/client';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<p>GoatDB, format {formatVersion()}</p>);
