import { owedWords } from '#core/billing/owed-words.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Link, link } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { accessWords, capWords, planWords, readTeam } from '#core/teams/read-team.ts';
import { teamPath } from '#core/teams/team-of-wallet.ts';
import { spentThisMonth } from '#core/teams/usage.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { walletOf } from '#core/teams/words.ts';
import { capital, credits } from '#core/words.ts';
import type { Context } from '../dispatch.ts';
import { typedHere } from '../typed-here.ts';

/** For everybody: its balance, who may use it, and what they spent themselves. */
export async function showBalance(context: Context): Promise<Card> {
  const { deps, who, ask } = context;
  const { platform } = ask.target;
  const { workspaceId, walletId, isManager } = await visitTeam(deps, { team: ask.team, who });
  const [team, spent] = await Promise.all([
    readTeam(deps, workspaceId),
    spentThisMonth(deps, { walletId, identityId: who.identityId }),
  ]);
  const owed = owedWords(team.owed);
  const manage: Text = [
    'You manage it: ',
    typedHere(platform, ['team', 'usage']),
    ', ',
    typedHere(platform, ['team', 'buy']),
    ', ',
    typedHere(platform, ['team', 'access']),
    ', ',
    typedHere(platform, ['team', 'cap']),
    '.',
  ];
  return {
    tone: 'notice',
    title: `${capital(walletOf(team.name))} has ${credits(team.balance)}`,
    blocks: [
      text(
        `${accessWords(team)} ${capWords(team)} ${planWords(team)}`,
        `You spent ${credits(spent)} of it this month.`,
        ...(isManager && owed !== undefined ? [owed] : []),
        ...(isManager ? [manage] : []),
      ),
      note([{ command: 'imagine' }, ' is paid from it where it can; “pay” chooses. Your own credits stay yours.']),
      actions(...(isManager ? pageLink(context, workspaceId) : [])),
    ],
  };
}

/** Leads to the team's page, which needs an account. */
export const pageLink = ({ deps, who }: Context, workspaceId: string): Link[] =>
  who.userId === null ? [] : [link('Team page', `${deps.config.publicUrl}${teamPath(workspaceId)}`)];
