import type { Prisma, PrivacyRefusal } from '../../../prisma/generated/client.ts';
import type { Evidence } from './request.ts';

export type RequestEnd =
  | { state: 'done' | 'stopped'; evidence?: Evidence }
  | { state: 'refused'; refusal: PrivacyRefusal; evidence?: Evidence };

type WithDb = { db: Pick<Prisma.TransactionClient, '$executeRaw'> };

/** Somebody or something is at work on it. Evidence is added to what is there. Returns whether it was open. Also inside a transaction. */
export async function beginRequest({ db }: WithDb, id: string, evidence: Evidence = {}): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE privacy_requests SET state = 'in_progress', evidence = evidence || ${JSON.stringify(evidence)}::jsonb
    WHERE id = ${id}::uuid AND state IN ('open', 'in_progress')`;
  return changed > 0;
}

/** It is answered. Evidence is added to what is there. Returns whether it was open until now. Also inside a transaction. */
export async function endRequest({ db }: WithDb, id: string, end: RequestEnd): Promise<boolean> {
  const refusal = end.state === 'refused' ? end.refusal : null;
  const changed = await db.$executeRaw`
    UPDATE privacy_requests SET state = ${end.state}::"PrivacyRequestState", refusal = ${refusal}::"PrivacyRefusal",
      ended_at = now(), evidence = evidence || ${JSON.stringify(end.evidence ?? {})}::jsonb
    WHERE id = ${id}::uuid AND state IN ('open', 'in_progress')`;
  return changed > 0;
}
