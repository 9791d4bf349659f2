import { listWaitingErasures } from '#core/privacy/erasure/list-waiting.ts';
import type { ApiHandler } from '../json/handler.ts';

const shown = 50;

export const adminListErasures: ApiHandler<'adminListErasures'> = async ({ deps }) => {
  const waiting = await listWaitingErasures(deps, { limit: shown });
  return waiting.map(({ since, ...erasure }) => ({ ...erasure, since: since.toISOString() }));
};
