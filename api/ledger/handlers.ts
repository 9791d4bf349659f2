import type { ApiHandlers } from '../json/router.ts';
import { listLedger } from './list-ledger.ts';

export const ledgerHandlers = { listLedger } satisfies Partial<ApiHandlers>;
