import { needle } from './search/needles.ts';
import { dumpOf, searchDump, searchFolder } from './search/places.ts';

/** Every place where one of the words stands, in any form that test/search knows: rows of every table of every schema, and files with their names. */
export async function findTraces(databaseUrl: string, folder: string, words: readonly string[]): Promise<string[]> {
  const needles = words.map((word) => needle(word));
  return [...(await searchDump(await dumpOf(databaseUrl), needles)), ...(await searchFolder(folder, needles))];
}
