import type { Card } from '#core/chat/card.ts';
import { repeatable } from '#core/requests/lost-answer.ts';
import { capWords, readTeam } from '#core/teams/read-team.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import type { Context } from '../dispatch.ts';

/** For those who manage it: what one person may spend in a month. Without a number, what it is now. */
export async function setCap({ deps, who, ask }: Context, credits: number | undefined): Promise<Card> {
  const { workspaceId } = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  if (credits !== undefined) {
    const memberCap = credits === 0 ? null : credits;
    await repeatable(() => deps.db.workspace.update({ where: { id: workspaceId }, data: { memberCap } }));
  }
  return {
    tone: credits === undefined ? 'notice' : 'done',
    title: credits === undefined ? 'The cap of the team’s wallet' : 'The cap is set',
    lines: [capWords(await readTeam(deps, workspaceId))],
    note: ['Set it with ', { command: 'team cap' }, ' and a number of credits; 0 is as much as there is.'],
    private: true,
  };
}
