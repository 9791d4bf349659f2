import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    // npm run proof: long tests run whole.
    env: mode === 'proof' ? { UPIXEL_PROOF: '1' } : {},
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.upixel/**'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the cores of the machine we promise to be quick on: tests wait for a good part of their time.
    maxWorkers: 3,
    // CI closes with a count that is read from this file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.upixel/test-results.json' }]] : ['default'],
  },
}));
