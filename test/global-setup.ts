import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/**
 * One PostgreSQL server for the whole run, on which every test file has its own database; and the production bundle of the
 * current code, for the tests that start processes.
 */
export default async function setup(project: TestProject) {
  execFileSync(process.execPath, ['scripts/build.mjs']);
  const server = await startTestPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
