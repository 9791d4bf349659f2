import { z } from 'zod';
import type { Erasure, Prisma } from '../../../prisma/generated/client.ts';
import { databaseNow } from '../../database/now.ts';
import type { Deps } from '../../deps.ts';
import { sendWritten, writeMail } from '../../mail/send-mail.ts';
import { backupDays } from '../backups.ts';
import { readReceiptKeys } from '../receipts/keys.ts';
import { type Receipt, signReceipt } from '../receipts/receipt.ts';
import { receiptWords } from '../receipts/words.ts';
import { endRequest } from '../requests/end-request.ts';
import type { ClaimedErasure } from './claim.ts';
import { openTold } from './told.ts';

const counts = z.record(z.string(), z.int());
const dayMs = 24 * 60 * 60_000;

/** Everybody was told: the receipt is on its way, the register says so, and what was needed for that goes. */
export async function finishErasure(deps: Deps, { id, told }: ClaimedErasure): Promise<void> {
  const mailId = await deps.db.$transaction(async (tx) => {
    const now = await databaseNow({ db: tx });
    const { count } = await tx.erasure.updateMany({
      where: { id, state: 'erased' },
      data: { state: 'done', endedAt: now, told: null, leaseUntil: null, nextTryAt: null },
    });
    if (count === 0) return null;
    const erasure = await tx.erasure.findUniqueOrThrow({ where: { id } });
    await tx.erasureStep.deleteMany({ where: { erasureId: id } });
    const ticket = await endInRegister(tx, erasure);
    const written = await receiptOf(deps, erasure, ticket);
    await tx.erasure.update({ where: { id }, data: { receipt: written.receipt } });
    const email = told && openTold(deps, told).email;
    if (!email) return null;
    return writeMail(tx, deps, 'deletion-done', { to: email, ...written });
  });
  await sendWritten(deps, mailId);
}

async function endInRegister(tx: Prisma.TransactionClient, { requestId, counts: given }: Erasure): Promise<string> {
  if (!requestId) return '';
  await endRequest({ db: tx }, requestId, { state: 'done', evidence: counts.parse(given) });
  return (await tx.privacyRequest.findUniqueOrThrow({ where: { id: requestId } })).ticket;
}

async function receiptOf(deps: Pick<Deps, 'config' | 'keys'>, erasure: Erasure, ticket: string) {
  const { kind, createdAt, erasedAt, endedAt } = erasure;
  const erased = erasedAt ?? createdAt;
  const forgotten = new Date(erased);
  forgotten.setUTCMonth(forgotten.getUTCMonth() + 13);
  const receipt: Receipt = {
    version: 1,
    ...{ ticket, kind, counts: counts.parse(erasure.counts) },
    askedAt: createdAt.toISOString(),
    erasedAt: erased.toISOString(),
    endedAt: (endedAt ?? erased).toISOString(),
    backupsUntil: new Date(erased.getTime() + backupDays * dayMs).toISOString(),
    rememberedUntil: forgotten.toISOString(),
  };
  return {
    ticket,
    lines: receiptWords(receipt),
    receipt: signReceipt(await readReceiptKeys(deps), receipt),
    verifyUrl: `${deps.config.publicUrl}/receipt`,
  };
}
