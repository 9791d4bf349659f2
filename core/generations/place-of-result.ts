import type { Deps } from '../deps.ts';
import type { RunToCheck } from '../ports/check-before-posting.ts';

/** Where a generation's result is to be posted. */
export async function placeOfResult({ db }: Pick<Deps, 'db'>, generationId: string): Promise<RunToCheck['place']> {
  const delivery = await db.delivery.findUnique({
    where: { generationId },
    select: {
      target: { select: { platform: true, ageRestricted: true } },
      generation: { select: { needsCheck: true } },
    },
  });
  const target = delivery?.target;
  if (!target) return undefined;
  const { platform, ageRestricted: isAgeRestricted } = target;
  return { platform, isAgeRestricted, wantsCheck: delivery.generation.needsCheck };
}
