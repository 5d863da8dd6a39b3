// How the app is built and served: React, the engine as it comes, the server behind a proxy.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { serviceWorker } from './build/service-worker.ts';

const server = process.env.GOAT_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), serviceWorker()],
  // The client finds its engine and its storage worker beside its own file.
  optimizeDeps: { exclude: ['@goatdb/client'] },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The engine and React change less often than the app: files of their own stay in the caches.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'goatdb', test: /@goatdb/ },
            { name: 'react', test: /node_modules/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      // The Host header stays as the browser sent it: the server compares it with the page's origin.
      '/sync': { target: server.replace(/^http/, 'ws'), ws: true, changeOrigin: false },
      '/health': { target: server, changeOrigin: false },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
