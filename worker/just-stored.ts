import type { JustStored, Unproven } from '#core/assets/unproven.ts';

/** About as long as it takes until one that is deleted meanwhile is erased. */
const keepMs = 5_000;
/** While people wait nothing is decoded; beyond this many, memory is worth more than a statement. */
const most = 200;

/** While pictures are so new, the database need not be asked for them. */
export function createJustStored(now: () => number = () => performance.now()): JustStored {
  const known = new Map<string, { pictures: readonly Unproven[]; notedAt: number }>();

  /** The oldest first: a Map keeps the order in which its keys were set. */
  function dropOld() {
    for (const [id, { notedAt }] of known) {
      if (now() - notedAt < keepMs && known.size < most) return;
      known.delete(id);
    }
  }

  return {
    note(generationId, pictures) {
      dropOld();
      known.set(generationId, { pictures, notedAt: now() });
    },
    take(generationId) {
      const kept = known.get(generationId);
      known.delete(generationId);
      return kept && now() - kept.notedAt < keepMs ? kept.pictures : undefined;
    },
  };
}
