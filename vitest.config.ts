import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/sequencer.ts';

export default defineConfig(({ mode }) => ({
  test: {
    // npm run proof: long tests run whole.
    env: mode === 'proof' ? { UPIXEL_PROOF: '1' } : {},
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.upixel/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Twice the cores of the machine we promise to be quick on: tests of the chats spend two thirds of their time waiting.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // Files share their processes: loading everything again for each took two fifths of the time. Each file creates and ends its own
    // servers, databases and fakes; nothing is kept in modules.
    isolate: false,
    // Worlds come and go: with the usual 16 MB for what is young, an eighth of the time went into collecting it.
    execArgv: ['--max-semi-space-size=64'],
    // A second, the default, is soon over where other tests use the cores. `vi.waitFor` has no such setting: each says how long.
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    unstubEnvs: true,
    // CI ends with a count that is read from this file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.upixel/test-results.json' }]] : ['default'],
  },
}));
