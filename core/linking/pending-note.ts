import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { pauseSince } from '../pauses.ts';

/**
 * Claims the note about a linking, to be shown in chat, with the identity and its current account. Undefined if another process has
 * claimed it, or if it was unlinked again in the meantime.
 */
export async function takeLinkNote({ db }: Pick<Deps, 'db'>, linkRequestId: string) {
  const request = await db.linkRequest.findUnique({
    where: { id: linkRequestId },
    include: { target: true, identity: { include: { user: true } } },
  });
  // A process of the previous version does not set noteAfter; then its job alone says that the note is due.
  if (request?.noteAfter) {
    const due = { id: linkRequestId, noteAfter: { not: null } };
    if ((await db.linkRequest.updateMany({ where: due, data: { noteAfter: null } })).count === 0) return undefined;
  }
  if (!request?.identity.user || !request.target) return undefined;
  return { ...request, user: request.identity.user, target: request.target };
}

/** The chat did not accept it: retried after a pause, as long as the chat allows. */
export async function putOffLinkNote(deps: Pick<Deps, 'db'>, linkRequestId: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE link_requests l SET note_after = now() + ${pauseSince(Prisma.sql`coalesce(l.used_at, l.created_at)`)}
    WHERE id = ${linkRequestId}::uuid`;
}
