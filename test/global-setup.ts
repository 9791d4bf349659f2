import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/**
 * One PostgreSQL server for the whole run; every test file has a database of its own on it. And the bundle of production, as the
 * code is now, for the tests that start processes.
 */
export default async function setup(project: TestProject) {
  execFileSync(process.execPath, ['scripts/build.mjs']);
  const server = await startTestPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
