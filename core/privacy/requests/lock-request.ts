import type { Prisma } from '../../../prisma/generated/client.ts';
import { type Asked, sqlFinds } from '../../database/rows.ts';
import { Failure } from '../../failure.ts';
import { notFound } from '../../not-found.ts';
import type { PrivacyRequest } from './request.ts';

type Tx = Asked & Pick<Prisma.TransactionClient, 'privacyRequest'>;

/** Until the transaction ends, nobody else begins, carries out or ends it. @throws Failure not_found */
export async function lockRequest(tx: Tx, id: string): Promise<PrivacyRequest> {
  await sqlFinds(tx)`SELECT 1 FROM privacy_requests WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const request = await tx.privacyRequest.findUnique({ where: { id } });
  if (!request) throw notFound();
  return request;
}

/** @throws Failure not_found, too_late */
export async function lockOpenRequest(tx: Tx, id: string): Promise<PrivacyRequest> {
  const request = await lockRequest(tx, id);
  if (request.endedAt !== null) throw requestHasEnded();
  return request;
}

export const requestHasEnded = () =>
  new Failure('too_late', {
    title: 'It has ended already',
    happened: 'This request was answered, or stopped, before. Nothing was changed.',
    next: 'Look at the register again.',
  });
