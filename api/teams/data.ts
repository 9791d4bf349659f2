import { platforms } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readWorkspaceLeaving, workspaceLeavingLines } from '#core/privacy/erasure/workspace.ts';
import { requestExport } from '#core/privacy/export/request-export.ts';
import type { TeamForUser } from '#core/teams/find-team-for.ts';
import { notManager } from '#core/teams/refusals.ts';
import { justNowMs, requireRecent } from '../auth/recent.ts';
import type { ApiHandlers } from '../json/router.ts';
import { teamFor } from './get-team.ts';

/** A team’s own data, for those who manage it as its chat says now. */
export const teamDataHandlers = {
  async exportTeam({ deps, who }, { params }) {
    const { userId } = who.user;
    const { id: workspaceId } = await managedBy(deps, { workspaceId: params.id, userId });
    const how = { withCode: true, origin: 'web', proof: 'recent_sign_in' } as const;
    const { ticket, code = '' } = await requestExport(deps, { owner: { userId }, workspaceId, ...how });
    return { ticket, code };
  },

  async getTeamDeletion({ deps, who }, { params }) {
    const { id, walletId, platform } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    const leaving = await readWorkspaceLeaving(deps, { workspaceId: id, walletId });
    return { lines: workspaceLeavingLines(leaving, platforms[platform].placeWord) };
  },

  async deleteTeamData({ deps, who }, { params }) {
    const { id: workspaceId } = await managedBy(deps, { workspaceId: params.id, userId: who.user.userId });
    requireRecent(who, justNowMs);
    const erased = { kind: 'workspace', workspaceId } as const;
    const { ticket, pageUrl } = await beginDeletion(deps, {
      ...{ erased, origin: 'web', proof: 'recent_sign_in', chat: null },
    });
    return { ticket, pageUrl };
  },
} satisfies Partial<ApiHandlers>;

/** @throws Failure not_found; not_manager, to whoever only pays for it */
async function managedBy(deps: Deps, wanted: { workspaceId: string; userId: string }): Promise<TeamForUser> {
  const team = await teamFor(deps, wanted);
  if (!team.isManager) throw notManager(team.platform);
  return team;
}
