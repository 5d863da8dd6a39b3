// Registers the service worker, and offers to reload when a newer app is ready.
import { notify } from '../ui/notices';

export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  const isUpdate = container.controller !== null;

  // The new worker has taken over, here or in another tab: old page and new files do not mix.
  container.addEventListener('controllerchange', () => isUpdate && location.reload());

  container
    .register('/sw.js', { updateViaCache: 'none' })
    .then((registration) => {
      offer(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const next = registration.installing;
        next?.addEventListener('statechange', () => next.state === 'installed' && offer(next));
      });
    })
    .catch((error: unknown) => console.warn('This page will not open without a network:', error));
}

function offer(waiting: ServiceWorker | null): void {
  if (!waiting || !navigator.serviceWorker.controller) return;
  notify({
    text: 'A newer Nibble is ready',
    action: 'Reload',
    stays: true,
    run: () => waiting.postMessage('take over'),
  });
}
