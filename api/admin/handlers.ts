import { adminBlock as block, adminBlockGuest as blockGuest } from '#core/operators/block.ts';
import { bringRequest } from '#core/operators/bring-request.ts';
import { carryOut } from '#core/operators/carry-out.ts';
import { adminCredit as credit } from '#core/operators/credit.ts';
import { endByOperator } from '#core/operators/end-request.ts';
import { adminRefund as refund } from '#core/operators/refund.ts';
import { changeTerm, readRules, setLimits } from '#core/operators/rules.ts';
import type { ApiHandlers } from '../json/router.ts';
import { adminFind } from './find.ts';
import { adminGetUsage } from './get-usage.ts';
import { adminGetWallet } from './get-wallet.ts';
import { adminListActions } from './list-actions.ts';
import { adminListErasures } from './list-erasures.ts';
import { adminListLedger } from './list-ledger.ts';
import { adminListRequests } from './list-requests.ts';
import { adminListRetention } from './list-retention.ts';

export const adminHandlers = {
  adminFind,
  adminGetWallet,
  adminListLedger,
  adminListActions,
  adminListErasures,
  adminListRetention,
  adminCredit: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    credit(deps, who.user, { id: actionId, walletId: params.id, ...change }),
  adminRefund: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    refund(deps, who.user, { id: actionId, paymentId: params.id, ...change }),
  adminBlock: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    block(deps, who.user, { id: actionId, userId: params.id, ...change }),
  adminGetRules: ({ deps }) => readRules(deps),
  adminChangeTerm: ({ deps, who }, { body: { actionId, ...change } }) =>
    changeTerm(deps, who.user, { id: actionId, ...change }),
  adminSetLimits: ({ deps, who }, { body: { actionId, ...change } }) =>
    setLimits(deps, who.user, { id: actionId, ...change }),
  adminListRequests,
  adminGetUsage,
  adminOpenRequest: async ({ deps, who }, { body: { actionId, receivedOn, ...brought } }) => {
    const { ticket, dueAt } = await bringRequest(deps, who.user, { id: actionId, receivedOn, ...brought });
    return { ticket, dueAt: dueAt.toISOString() };
  },
  adminEndRequest: ({ deps, who }, { params, body: { actionId, ...end } }) =>
    endByOperator(deps, who.user, { id: actionId, requestId: params.id, end }),
  adminCarryOut: async ({ deps, who }, { params, body }) => {
    const done = await carryOut(deps, who.user, { id: body.actionId, requestId: params.id });
    return done.kind === 'delete' ? { ...done, dueAt: done.dueAt.toISOString() } : done;
  },
  adminBlockGuest: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    blockGuest(deps, who.user, { id: actionId, identityId: params.id, ...change }),
} satisfies Partial<ApiHandlers>;
