import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { capWords, readTeam } from '#core/teams/read-team.ts';
import { setMemberCap } from '#core/teams/set-member-cap.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import type { Context } from '../dispatch.ts';
import { typedHere } from '../typed-here.ts';

/** For managers: sets what one person may spend in a month. Without a number, shows the current cap. */
export async function setCap({ deps, who, ask }: Context, credits: number | undefined): Promise<Card> {
  const visit = { team: ask.team, who, managersOnly: true };
  const { workspaceId } = await (credits === undefined ? visitTeam(deps, visit) : setMemberCap(deps, visit, credits));
  return {
    tone: credits === undefined ? 'notice' : 'done',
    title: credits === undefined ? 'The cap of the team’s wallet' : 'The cap is set',
    blocks: [
      text(capWords(await readTeam(deps, workspaceId))),
      note([
        'Set it with ',
        typedHere(ask.target.platform, ['team', 'cap'], { name: 'credits', value: '500' }),
        ', for 500 credits; 0 is as much as there is.',
      ]),
    ],
  };
}
