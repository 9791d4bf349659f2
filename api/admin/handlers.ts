import { adminBlock as block, adminBlockGuest as blockGuest } from '#core/operators/block.ts';
import { adminCredit as credit } from '#core/operators/credit.ts';
import { adminRefund as refund } from '#core/operators/refund.ts';
import type { ApiHandlers } from '../json/router.ts';
import { adminFind } from './find.ts';
import { adminGetWallet } from './get-wallet.ts';
import { adminListActions } from './list-actions.ts';
import { adminListLedger } from './list-ledger.ts';

export const adminHandlers = {
  adminFind,
  adminGetWallet,
  adminListLedger,
  adminListActions,
  adminCredit: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    credit(deps, who, { id: actionId, walletId: params.id, ...change }),
  adminRefund: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    refund(deps, who, { id: actionId, paymentId: params.id, ...change }),
  adminBlock: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    block(deps, who, { id: actionId, userId: params.id, ...change }),
  adminBlockGuest: ({ deps, who }, { params, body: { actionId, ...change } }) =>
    blockGuest(deps, who, { id: actionId, identityId: params.id, ...change }),
} satisfies Partial<ApiHandlers>;
