import { readTeamSettings, saveTeamSettings } from '#core/teams/settings.ts';
import { readMonths, readUsage } from '#core/teams/usage.ts';
import type { ApiHandlers } from '../json/router.ts';
import { presentUsage } from './get-team.ts';
import { managedBy } from './team-for.ts';

/** What a team spent and who may: for those who manage it as its chat says now. */
export const teamSettingsHandlers = {
  async getTeamSpending({ deps, who }, { params, query }) {
    const { id: workspaceId, walletId } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    const [usage, months] = await Promise.all([
      readUsage(deps, { workspaceId, walletId }, query.month),
      readMonths(deps, walletId),
    ]);
    const month = query.month ?? months.at(-1)?.month ?? '';
    return { month, ...presentUsage(usage), months };
  },

  async getTeamSettings({ deps, who }, { params }) {
    const { id } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    return readTeamSettings(deps, id);
  },

  async setTeamSettings({ deps, who }, { params, body }) {
    const { id } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    return saveTeamSettings(deps, id, body);
  },
} satisfies Partial<ApiHandlers>;
