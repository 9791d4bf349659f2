import { readMaking } from '#core/schedules/making.ts';
import type { ApiHandlers } from '../json/router.ts';
import { servedRelease } from '../web/built.ts';

export const standingHandlers = {
  async getStanding({ deps }) {
    const { state, since } = await readMaking(deps);
    return { release: servedRelease(), making: state, stoppedSince: since?.toISOString() ?? null };
  },
} satisfies Partial<ApiHandlers>;
