import { format } from 'node:util';
import { afterAll, afterEach, expect } from 'vitest';

/**
 * Before every test file: any console output fails the test that is running. It means something unexpected happened, and among a
 * thousand lines nobody reads the one that counts. A test that provokes output spies on the console and says so. An unhandled
 * rejection needs nothing here: Vitest fails the run and names the test.
 */
const said: string[] = [];
for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const)
  console[level] = (...words: unknown[]) => void said.push(`console.${level}: ${format(...words)}`);

const expectSilence = () => expect(said.splice(0), 'said in the console').toEqual([]);
afterEach(expectSilence);
// Output while a file's own servers stop.
afterAll(expectSilence);
