// A Vite plugin that writes `sw.js`: the service worker with the list of everything that was built.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export function serviceWorker(): Plugin {
  let publicFolder = '';
  return {
    name: 'goatdb-todo:service-worker',
    apply: 'build',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = new Map<string, string | Uint8Array>();
        for (const name of readdirSync(publicFolder)) {
          files.set(name, readFileSync(join(publicFolder, name)));
        }
        for (const output of Object.values(bundle)) {
          if (output.fileName.endsWith('.map')) continue;
          files.set(output.fileName, output.type === 'chunk' ? output.code : output.source);
        }
        const names = [...files.keys()].sort();
        const hash = createHash('sha256');
        for (const name of names) hash.update(name).update(files.get(name) ?? '');
        const shell = names.map((name) => (name === 'index.html' ? '/' : `/${name}`));
        const source = readFileSync(join(import.meta.dirname, 'sw.js'), 'utf8')
          .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 12)))
          .replace("['SHELL']", JSON.stringify(shell, null, 2));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}
