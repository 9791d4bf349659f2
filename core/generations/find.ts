import type { Deps } from '../deps.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import { goneResult } from './refusals.ts';

/** The request behind a button. @throws Failure unknown_generation */
export async function findGeneration(deps: Pick<Deps, 'db' | 'keys' | 'log'>, id: string) {
  const found = await deps.db.generation.findUnique({ where: { id } });
  if (found) {
    const { prompt, promptSealed, ...rest } = found;
    return { ...rest, prompt: await openText(deps, storedTextOf(prompt, promptSealed)) };
  }
  throw goneResult();
}
