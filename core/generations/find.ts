import type { Deps } from '../deps.ts';
import { openFieldsOf, storedTextOf } from '../keys/stored-text.ts';
import { goneResult } from './refusals.ts';

/** The request behind a button. @throws Failure unknown_generation */
export async function findGeneration(deps: Pick<Deps, 'db' | 'keys' | 'log'>, id: string) {
  const found = await deps.db.generation.findUnique({ where: { id } });
  if (found) {
    const { prompt, promptSealed, negativePrompt, negativePromptSealed, ...rest } = found;
    const words = {
      prompt: storedTextOf(prompt, promptSealed),
      negativePrompt: storedTextOf(negativePrompt, negativePromptSealed),
    };
    return { ...rest, ...(await openFieldsOf(deps, words, 'prompt', 'negativePrompt')) };
  }
  throw goneResult();
}
