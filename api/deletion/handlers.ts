import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readDeletion } from '#core/privacy/erasure/read-deletion.ts';
import { readLeaving } from '#core/privacy/erasure/read-leaving.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { readReceiptKeys } from '#core/privacy/receipts/keys.ts';
import { readReceipt } from '#core/privacy/receipts/receipt.ts';
import { receiptWords } from '#core/privacy/receipts/words.ts';
import { justNowMs, requireRecent } from '../auth/recent.ts';
import { type ApiHandlers, signedOut } from '../json/router.ts';

export const deletionHandlers = {
  async getDeletion({ deps, who }) {
    const { plans, dueAt, ...counts } = await readLeaving(deps, { userId: who.user.userId, identityId: null });
    return {
      ...counts,
      plans: plans.map(({ until, ...plan }) => ({ ...plan, until: until.toISOString() })),
      dueAt: dueAt?.toISOString() ?? null,
    };
  },

  async beginDeletion({ deps, who }) {
    requireRecent(who, justNowMs);
    const { userId } = who.user;
    const wish = { erased: { kind: 'account', userId }, origin: 'web', proof: 'recent_sign_in', chat: null } as const;
    const { ticket, dueAt } = await beginDeletion(deps, wish);
    return { ticket, dueAt: dueAt.toISOString() };
  },

  async readDeletion({ deps }, { body }) {
    const { dueAt, ...deletion } = await readDeletion(deps, body.token);
    return { ...deletion, dueAt: dueAt.toISOString() };
  },

  async stopDeletion({ deps, who }, { body: { token } }) {
    if (token !== undefined) return stopDeletion(deps, { token });
    if (!who) throw signedOut();
    return stopDeletion(deps, { userId: who.user.userId });
  },

  async checkReceipt({ deps }, { body }) {
    const receipt = readReceipt(await readReceiptKeys(deps), body.receipt);
    return { receipt: receipt ? { ticket: receipt.ticket, kind: receipt.kind, lines: receiptWords(receipt) } : null };
  },
} satisfies Partial<ApiHandlers>;
