import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds web/ into dist/web. `#core/*` is resolved through package.json, as everywhere. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Nothing in a data: URL, so that what a page is made of can be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A person's browser; the same years as Mantine supports.
    target: 'es2022',
    reportCompressedSize: false,
  },
});
