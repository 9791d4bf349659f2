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
    rolldownOptions: { output: { codeSplitting: { groups: firstScripts() } } },
  },
});

/**
 * What every page runs, in few files: each costs a request, whose headers outweigh the smallest scripts. One for each part that runs in a task of its
 * own (web/main.ts), with what it imports that no part before it does.
 */
function firstScripts() {
  const parts = {
    start: /vite\/preload-helper|rolldown\/runtime/,
    look: /\/web\/look\.tsx$/,
    queries: /\/web\/client\/queries\.ts$/,
    'react-dom': /\/node_modules\/react-dom\//,
    router: /\/node_modules\/react-router\//,
    routes: /\/web\/routes\.tsx$/,
    contract: /\/core\/contract\/pages\/contract\.ts$/,
    sums: /\/core\/contract\/money\.ts$|\/web\/shell\/(add-buttons|credits|price)\.tsx$/,
  };
  return Object.entries(parts).map(([name, test], index, { length }) => ({ name, test, priority: length - index }));
}
