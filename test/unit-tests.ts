import { importsOf, ourFolders, sourcesUnder, testsUnder } from './imports.ts';

/** Modules that make a test slow if it imports them, directly or not. */
const neighbours = [
  'test/database.ts',
  'test/redis.ts',
  'test/browser.ts',
  'sandbox/postgres/start.ts',
  'node:child_process',
  // Servers: the stand-ins, for which the stock clients wait, a store, a proxy.
  'sandbox/kit/serve.ts',
  'fauxqs',
  'test/proxy.ts',
  // Pictures of the largest size.
  'sharp',
];

/**
 * The test files that need no server and nothing slow: quick enough to run at every save. They are found by their imports, not by
 * names or a list, so a test that starts to use the database leaves the set by itself.
 */
export async function unitTests(): Promise<string[]> {
  const tests = await testsUnder(...ourFolders);
  const targets = new Map<string, string[]>();
  for (const { file, target } of await importsOf([...tests, ...(await sourcesUnder(...ourFolders))]))
    targets.set(file, [...(targets.get(file) ?? []), target]);
  const reaches = (file: string, seen: Set<string>): boolean => {
    if (neighbours.includes(file)) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return (targets.get(file) ?? []).some((target) => reaches(target, seen));
  };
  return tests.filter((file) => !reaches(file, new Set()));
}
