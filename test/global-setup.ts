import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { commandsPage } from './commands-page.ts';
import { forgetExercised, readExercised } from './exercised.ts';
import { startTestPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/**
 * One PostgreSQL server for the whole run, on which every test file has its own database; and, made at the same time, the production
 * bundle of the current code, for the tests that start processes, and its pages.
 */
export default async function setup(project: TestProject) {
  const building = Promise.all([
    script('build'),
    // Says how large the first page is, if it had to be built.
    script('build-web').then((said) => process.stdout.write(said)),
  ]);
  building.catch(() => undefined); // until it is awaited
  const server = await startTestPostgres();
  await building.catch(async (error) => {
    await server.stop();
    throw error;
  });
  project.provide('postgresUrl', server.url);
  forgetExercised();
  return async () => {
    await server.stop();
    if (await isWhole(project)) await comparePage();
  };
}

/** As by hand: with NODE_ENV as Vitest sets it, the pages would be those for developers. */
async function script(name: string): Promise<string> {
  const { NODE_ENV: _, ...env } = process.env;
  return (await promisify(execFile)(process.execPath, [`scripts/${name}.mjs`], { env })).stdout;
}

/** All tests ran, and none failed. */
async function isWhole(project: TestProject): Promise<boolean> {
  const { config, state } = project.vitest;
  if (config.testNamePattern || state.getCountOfFailedTests() > 0) return false;
  const { testFiles } = await project.globTestFiles();
  return state.getPaths().length === testFiles.length;
}

/** @throws if docs/commands.md says of a command or button that it is tested, and it was not, or the other way round */
async function comparePage(): Promise<void> {
  const right = commandsPage(readExercised() ?? new Set());
  const written = await readFile('docs/commands.md', 'utf8').catch(() => '');
  if (written !== right)
    throw new Error('docs/commands.md is not what these tests did: run `npm run -s commands:page`.');
}
