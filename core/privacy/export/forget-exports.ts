import type { Deps } from '../../deps.ts';

/** Deletes exports past their time, files first; returns how many, at most `batch`. */
export async function forgetExports({ db, storage }: Pick<Deps, 'db' | 'storage'>, batch: number): Promise<number> {
  const past = await db.export.findMany({
    where: { expiresAt: { lt: new Date() } },
    include: { parts: { select: { storageKey: true } } },
    take: batch,
  });
  await storage.delete(past.flatMap(({ parts }) => parts.map(({ storageKey }) => storageKey)));
  const { count } = await db.export.deleteMany({ where: { id: { in: past.map(({ id }) => id) } } });
  return count;
}
