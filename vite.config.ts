import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window. The host serves the result at '/'; its CSP allows no inline scripts. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
});
