import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import { type Answering, answeringOf, knownOf } from '#core/privacy/requests/answering.ts';
import { listRegister } from '#core/privacy/requests/find-requests.ts';
import type { PrivacyRequest } from '#core/privacy/requests/request.ts';
import type { ApiHandler } from '../json/handler.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentRequest } from '../privacy/present-request.ts';

const soonMs = 5 * 24 * 60 * 60_000;

export const adminListRequests: ApiHandler<'adminListRequests'> = async ({ deps }, { query }) => {
  const { limit, cursor, ...filter } = query;
  const rows = await listRegister(deps, filter, { after: readCursor(cursor), limit: limit + 1 });
  const known = await knownOf(deps, rows);
  const answering = await answeringOf(deps, rows, known);
  const present = (row: PrivacyRequest) =>
    presentLine(row, known.get(row.id)?.walletId ?? null, answering.get(row.id) ?? 'by_hand');
  return pageOf(rows, limit, present, ({ receivedAt, id }) => writeCursor({ createdAt: receivedAt, id }));
};

const presentLine = (row: PrivacyRequest, walletId: string | null, answering: Answering): AdminRequest => ({
  ...presentRequest(row),
  subject: subjectWord(row),
  walletId,
  origin: row.origin,
  proof: row.proof,
  answering,
  isDueSoon: row.endedAt === null && row.dueAt.getTime() < Date.now() + soonMs,
});

export const subjectWord = ({
  userId,
  identityId,
  workspaceId,
}: Pick<PrivacyRequest, 'userId' | 'identityId' | 'workspaceId'>): AdminRequest['subject'] =>
  userId !== null ? 'account' : identityId !== null ? 'guest' : workspaceId !== null ? 'workspace' : 'outsider';
