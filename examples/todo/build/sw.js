// The service worker: keeps the built files on the device, so that the page opens without a network.
//
// The files of one build live in one cache and are answered from there; the database is none of its
// business and whatever is not in the list (`/sync`, `/health`, other applications) goes to the
// network untouched. A new build is another worker: it fetches its files while the old one still
// serves, waits until the page asks it to take over, and removes the cache of the one before.

const CACHE = 'nibble-' + 'VERSION';
const SHELL = ['SHELL'];
const known = new Set(SHELL);

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // Past the browser's own cache: a new worker must not keep an old file.
      cache.addAll(SHELL.map((url) => new Request(url, { cache: 'reload' }))),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (known.has(url.pathname)) {
    event.respondWith(fromCache(url.pathname, request));
  } else if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => fromCache('/', request)));
  }
});

async function fromCache(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function removeOldCaches() {
  for (const name of await caches.keys()) {
    if (name.startsWith('nibble-') && name !== CACHE) await caches.delete(name);
  }
}
