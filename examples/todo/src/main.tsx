// The start: opens the database and shows the app.
import { GoatDB } from '@goatdb/client';
import { GoatProvider } from '@goatdb/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { app } from './goat';
import { addressedKey, tasksOf } from './paths';
import { registerServiceWorker } from './status/service-worker';
import { ErrorBoundary } from './status/ErrorBoundary';
import { followTheme } from './ui/theme';
import './styles/index.css';

const db = new GoatDB({ path: 'todo', peers: location.origin, app });

// The list that the address names is read together with the names of all lists, not after them.
const chosen = addressedKey();
if (/^[\w-]+$/.test(chosen)) void db.open(tasksOf(chosen)).catch(() => undefined);

// For the console: `db.create('/data/lists', app.list, { name: 'From the console' })`.
Object.assign(window, { db, app });

followTheme();
if (import.meta.env.PROD) registerServiceWorker();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <GoatProvider db={db}>
        <App />
      </GoatProvider>
    </ErrorBoundary>
  </StrictMode>,
);
