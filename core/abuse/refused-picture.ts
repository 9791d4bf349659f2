import type { Deps } from '../deps.ts';
import { noteStrike } from './strikes.ts';

/**
 * The provider's safety filter, or a check of ours, refused what a request made: that counts for whoever asked, once. If it cannot be noted now it
 * is not: the person's result comes first.
 */
export async function noteRefusedPicture(deps: Pick<Deps, 'db' | 'log'>, generationId: string): Promise<void> {
  try {
    const select = { identityId: true, userId: true } as const;
    const asker = await deps.db.generation.findUnique({ where: { id: generationId }, select });
    if (asker) await noteStrike(deps, asker, { kind: 'picture', id: generationId });
  } catch (err) {
    deps.log.warn({ generationId, err }, 'a refusal was not counted');
  }
}
