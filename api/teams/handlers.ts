import { openPortal } from '#core/billing/open-portal.ts';
import type { ApiHandler } from '../json/handler.ts';
import type { ApiHandlers } from '../json/router.ts';
import { teamDataHandlers } from './data.ts';
import { getTeam, teamFor } from './get-team.ts';

const openTeamPortal: ApiHandler<'openTeamPortal'> = async ({ deps, who }, { params }) => ({
  url: await openPortal(deps, {
    ...(await teamFor(deps, { workspaceId: params.id, userId: who.user.userId })),
    userId: who.user.userId,
  }),
});

export const teamHandlers = { getTeam, openTeamPortal, ...teamDataHandlers } satisfies Partial<ApiHandlers>;
