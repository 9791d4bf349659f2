import { adminBlock as block, adminBlockGuest as blockGuest } from '#core/operators/block.ts';
import { blockPlace } from '#core/operators/block-place.ts';
import { bringRequest } from '#core/operators/bring-request.ts';
import { carryOut } from '#core/operators/carry-out.ts';
import { adminCredit as credit } from '#core/operators/credit.ts';
import { endByOperator } from '#core/operators/end-request.ts';
import { adminRefund as refund } from '#core/operators/refund.ts';
import { endReports, lookAtReport } from '#core/operators/reports.ts';
import { changeTerm, readRules, setLimits } from '#core/operators/rules.ts';
import type { ApiHandlers } from '../json/router.ts';
import { adminFind } from './find.ts';
import { adminGetUsage } from './get-usage.ts';
import { adminGetWallet } from './get-wallet.ts';
import { adminListActions } from './list-actions.ts';
import { adminListErasures } from './list-erasures.ts';
import { adminListLedger } from './list-ledger.ts';
import { adminListReports } from './list-reports.ts';
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
  adminBlockPlace: ({ deps, who }, { body: { actionId, platform, placeId, ...change } }) =>
    blockPlace(deps, who.user, { id: actionId, place: { platform, externalId: placeId }, ...change }),
  adminSetLimits: ({ deps, who }, { body: { actionId, ...change } }) =>
    setLimits(deps, who.user, { id: actionId, ...change }),
  adminListReports,
  adminLookAtReport: async ({ deps, who }, { params, body: { actionId, reason } }) => ({
    pictures: await lookAtReport(deps, who.user, { id: actionId, reason, generationId: params.id }),
  }),
  adminEndReports: ({ deps, who }, { params, body: { actionId, ...end } }) =>
    endReports(deps, who.user, { id: actionId, generationId: params.id, ...end }),
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
