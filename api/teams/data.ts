import { platforms } from '#core/chat/platforms.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readWorkspaceLeaving, workspaceLeavingLines } from '#core/privacy/erasure/workspace.ts';
import { requestExport } from '#core/privacy/export/request-export.ts';
import { justNowMs, requireRecent } from '../auth/recent.ts';
import type { ApiHandlers } from '../json/router.ts';
import { managedBy } from './team-for.ts';

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
