import type { Deps } from '#core/deps.ts';

/** Which of these sessions are over: signed out, run out, or of an account that was blocked or deleted. One statement. */
export async function findEndedSessions(deps: Pick<Deps, 'db'>, sessionIds: string[]): Promise<ReadonlySet<string>> {
  const good = await deps.db.$queryRaw<Array<{ id: string }>>`
    SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ANY (${sessionIds}::uuid[]) AND s.expires_at > now() AND u.blocked_at IS NULL`;
  const isGood = new Set(good.map(({ id }) => id));
  return new Set(sessionIds.filter((id) => !isGood.has(id)));
}
