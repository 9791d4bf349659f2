import { z } from 'zod';
import {
  PrivacyRequestKind as kinds,
  PrivacyRequestOrigin as origins,
  type Prisma,
  PrivacyRequestProof as proofs,
} from '../../../prisma/generated/client.ts';
import { flag, uuid } from '../../database/columns.ts';
import type { Asked } from '../../database/rows.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { PrivacyRequest, Subject } from './request.ts';
import { newTicket } from './ticket.ts';

const open = sqlFunction({
  name: 'open_privacy_request',
  args: z.strictObject({
    ticket: z.string(),
    kind: z.enum(kinds),
    userId: uuid.optional(),
    identityId: uuid.optional(),
    workspaceId: uuid.optional(),
    /** In hex. */
    outsiderHash: z.string().optional(),
    origin: z.enum(origins),
    proof: z.enum(proofs),
    receivedAt: z.iso.datetime().nullable(),
  }),
  asDocument: true,
  row: z.object({ id: uuid, isNew: flag }),
});

export interface NewRequest extends Pick<PrivacyRequest, 'kind' | 'origin' | 'proof'> {
  subject: Subject;
  /** When it reached us, if that was before now. */
  receivedAt?: Date | undefined;
}

/**
 * Enters a request into the register; asking again finds the open one, with its ticket and dates, and changes nothing. Also inside a transaction.
 */
export async function openRequest(
  { db }: { db: Asked & Pick<Prisma.TransactionClient, 'privacyRequest'> },
  { subject, kind, origin, proof, receivedAt }: NewRequest,
): Promise<{ request: PrivacyRequest; isNew: boolean }> {
  const { id, isNew } = await open.one(db, {
    ...('outsiderHash' in subject ? { outsiderHash: subject.outsiderHash.toString('hex') } : subject),
    ...{ kind, origin, proof },
    ticket: newTicket(),
    receivedAt: receivedAt?.toISOString() ?? null,
  });
  return { request: await db.privacyRequest.findUniqueOrThrow({ where: { id } }), isNew };
}
