import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

/** Linkings whose note is to be shown in chat now: its job was lost, or the chat did not take it before. */
export function findUntoldLinks(deps: Pick<Deps, 'db'>, limit = 50): Promise<Array<{ linkRequestId: string }>> {
  return deps.db.$queryRaw<Array<{ linkRequestId: string }>>`
    SELECT id AS "linkRequestId" FROM link_requests WHERE note_after <= now() ORDER BY note_after LIMIT ${limit}::int`;
}

/** Whoever takes the note shows it. False where somebody else has. */
export async function takeLinkNote(deps: Pick<Deps, 'db'>, linkRequestId: string): Promise<boolean> {
  const { count } = await deps.db.linkRequest.updateMany({
    where: { id: linkRequestId, noteAfter: { not: null } },
    data: { noteAfter: null },
  });
  return count > 0;
}

/** The chat did not take it: tried again after a pause, as long as the chat lets us. */
export async function putOffLinkNote(deps: Pick<Deps, 'db'>, linkRequestId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE link_requests l SET note_after = now() + ${pauseSince(Prisma.sql`coalesce(l.used_at, l.created_at)`)}
    WHERE id = ${linkRequestId}::uuid`;
}
