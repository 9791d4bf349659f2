import type { Deps } from '../deps.ts';

type WithDb = Pick<Deps, 'db'>;

/** The models that drifted, by the provider's ids. */
export const findDrifted = async ({ db }: WithDb): Promise<string[]> =>
  (await db.driftedModel.findMany({ select: { modelId: true }, orderBy: { modelId: 'asc' } })).map(
    ({ modelId }) => modelId,
  );

/**
 * Records what a check of a model at the provider found; nothing: it takes all that we send. Every process follows within seconds.
 * Returns whether that is news.
 */
export async function noteDrift({ db }: WithDb, modelId: string, drifts: string[]): Promise<boolean> {
  if (drifts.length === 0) return (await db.driftedModel.deleteMany({ where: { modelId } })).count > 0;
  const { count } = await db.driftedModel.createMany({ data: { modelId, drifts }, skipDuplicates: true });
  if (count === 0) await db.driftedModel.updateMany({ where: { modelId }, data: { drifts } });
  return count > 0;
}
