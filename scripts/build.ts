import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/**
 * Packages that every command loads: in the bundle, without what is not used of them, they load three times as fast.
 */
const bundled = ['zod', 'proj4', 'flatbush', 'fflate', 'netcdfjs', 'iobuffer'];

/** Bundles our own sources for Node; other packages stay outside and come from node_modules. */
async function bundle(
  name: string,
  entries: Record<string, string>,
  format: 'es' | 'cjs' = 'es',
): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: bundled },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(dist, name),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: entries,
        external: [/^electron$/],
        output: {
          format,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  });
}

process.chdir(root);
for (const part of ['shell', 'host', 'renderer']) rmSync(join(dist, part), { recursive: true, force: true });
await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
await bundle('host', {
  main: join(root, 'electron/host/server/main.ts'),
  cli: join(root, 'electron/cli/main.ts'),
  'hdf5-worker': join(root, 'electron/host/workers/hdf5-worker.ts'),
  'http-worker': join(root, 'electron/host/workers/http-worker.ts'),
  'raster-worker': join(root, 'electron/host/workers/raster-worker.ts'),
  'import-worker': join(root, 'electron/host/workers/import-worker.ts'),
  'file-worker': join(root, 'electron/host/workers/file-worker.ts'),
  'examine-worker': join(root, 'electron/host/workers/examine-worker.ts'),
});
cpSync(join(root, 'electron/host/catalogue/store/migrations'), join(dist, 'host/migrations'), {
  recursive: true,
});
await bundle('shell', { main: join(root, 'electron/shell/main.ts') });
await bundle('shell', { preload: join(root, 'electron/shell/preload.ts') }, 'cjs');
