import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: 'tests/fixed-seeds.ts',
    testTimeout: 120_000,
    hookTimeout: 240_000,
    projects: [
      // Pure functions leave nothing behind: their files share a process.
      { extends: true, test: { name: 'core', include: ['tests/core/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'host',
          include: ['tests/{host,cli,shell,boundaries,pictures}/**/*.test.ts'],
          setupFiles: ['tests/fixed-seeds.ts', 'tests/host-home.ts'],
        },
      },
      // The window's stores, without a browser.
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.ts'],
          setupFiles: ['tests/renderer/local-storage.ts'],
        },
      },
    ],
  },
});
