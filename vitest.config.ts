import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.upixel/**'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores are the machine we promise to be quick on; each file starts its own servers.
    maxWorkers: 2,
    // CI closes with a count that is read from this file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.upixel/test-results.json' }]] : ['default'],
  },
});
