import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';

/** The request behind a button. @throws Failure unknown_generation */
export async function findGeneration(deps: Pick<Deps, 'db' | 'keys' | 'log'>, id: string) {
  const found = await deps.db.generation.findUnique({ where: { id } });
  if (found) {
    const { prompt, promptSealed, ...rest } = found;
    return { ...rest, prompt: await openText(deps, storedTextOf(prompt, promptSealed)) };
  }
  throw new Failure('unknown_generation', {
    title: 'I do not know that one any more',
    happened: 'What this button belongs to is gone. It cost nothing.',
    next: ['Start anew with ', { command: 'imagine' }, '.'],
  });
}
