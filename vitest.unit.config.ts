import { defineConfig } from 'vitest/config';
import { unitTests } from './test/unit-tests.ts';

/** npm run test:unit: the tests that need no database, bundle or other process. `npm test` runs them with all others. */
export default defineConfig(async () => ({
  test: {
    include: await unitTests(),
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    maxWorkers: 3,
    isolate: false,
    expect: { poll: { timeout: 10_000 } },
    restoreMocks: true,
    unstubEnvs: true,
  },
}));
