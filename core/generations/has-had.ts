import type { Deps } from '../deps.ts';
import { type Owner, ownedBy } from './owner.ts';

/** Whether a person has asked for something by this model before. */
export const hasHad = async ({ db }: Pick<Deps, 'db'>, who: Owner, model: { id: string }): Promise<boolean> =>
  (await db.generation.findFirst({ where: { ...ownedBy(who), model: model.id }, select: { id: true } })) !== null;
