import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds web/ into dist/web. `#core/*` is resolved through package.json, as everywhere. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // No data: URLs, so that a page's assets can be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // People's browsers, as old as Mantine supports.
    target: 'es2022',
    reportCompressedSize: false,
  },
});
