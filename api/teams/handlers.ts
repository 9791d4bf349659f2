import { openPortal } from '#core/billing/open-portal.ts';
import { notManager } from '#core/teams/refusals.ts';
import type { ApiHandler } from '../json/handler.ts';
import type { ApiHandlers } from '../json/router.ts';
import { teamDataHandlers } from './data.ts';
import { teamGalleryHandlers } from './gallery.ts';
import { getTeam } from './get-team.ts';
import { teamSettingsHandlers } from './settings.ts';
import { teamFor } from './team-for.ts';

const openTeamPortal: ApiHandler<'openTeamPortal'> = async ({ deps, who }, { params }) => {
  const { userId } = who.user;
  const team = await teamFor(deps, { workspaceId: params.id, userId });
  if (!team.isManager && !team.pays) throw notManager(team.platform);
  return { url: await openPortal(deps, { ...team, userId }) };
};

export const teamHandlers = {
  getTeam,
  openTeamPortal,
  ...teamSettingsHandlers,
  ...teamDataHandlers,
  ...teamGalleryHandlers,
} satisfies Partial<ApiHandlers>;
