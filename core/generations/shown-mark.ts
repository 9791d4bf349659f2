import type { Deps } from '../deps.ts';

/**
 * Tells whether a status message says this already. A keyed hash, because the text has the person's own words in it: readable in the database, they
 * would be in every copy of it.
 */
export const markOfShown = async ({ keys }: Pick<Deps, 'keys'>, text: string): Promise<string> =>
  Buffer.from(await keys.lookup('status text', text)).toString('base64url');
