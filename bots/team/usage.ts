import { actions, note, table, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { isolated } from '#core/contract/isolated.ts';
import { readUsage } from '#core/teams/usage.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import { credits, dayWords } from '#core/words.ts';
import type { Context } from '../dispatch.ts';
import { pageLink } from './balance.ts';

/** A longer list has a page of its own. */
const shown = 10;

/** For managers: what was spent this month, by member and by day. */
export async function showUsage(context: Context): Promise<Card> {
  const { deps, who, ask } = context;
  const team = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  const { spent, members, days } = await readUsage(deps, team);
  const busy = days.filter((day) => day.spent > 0).slice(-shown);
  return {
    tone: 'notice',
    title: `${credits(spent)} of the team’s wallet this month`,
    blocks: [
      text(...(members.length === 0 ? ['Nobody used it yet.'] : [])),
      table(
        'By member',
        ['Member', 'Credits', 'Requests'],
        ...members
          .slice(0, shown)
          .map(({ name, spent: paid, requests }) => [isolated(name), inWords(paid), inWords(requests)]),
      ),
      text(...(members.length > shown ? [`And ${members.length - shown} more, on the team’s page.`] : [])),
      table(
        'By day',
        ['Day', 'Credits'],
        ...busy.map(({ day, spent: paid }) => [dayWords(new Date(day)), inWords(paid)]),
      ),
      note('The month is the calendar’s, in UTC. What is being made counts; what was not made comes back.'),
      actions(...pageLink(context, team.workspaceId)),
    ],
  };
}

const inWords = (amount: number) => amount.toLocaleString('en-US');
