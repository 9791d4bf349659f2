import type { Deps } from '../deps.ts';

/** A checkout that ended this long ago and was not told of in chat: its job was lost. */
const overdueMs = 5_000;

export async function findUntoldCheckouts(deps: Pick<Deps, 'db'>, limit = 50): Promise<Array<{ checkoutId: string }>> {
  const rows = await deps.db.checkout.findMany({
    where: { replyToken: { not: null }, endedAt: { lt: new Date(Date.now() - overdueMs) } },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => ({ checkoutId: id }));
}
