import { dayWords } from '#core/billing/day-words.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { credits } from '#core/generations/refusals.ts';
import { readUsage } from '#core/teams/usage.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import type { Context } from '../dispatch.ts';
import { pageButton } from './balance.ts';

/** More would be a page of its own, and there is one. */
const shown = 10;

/** For those who manage it: what was spent this month, by member and by day. */
export async function showUsage(context: Context): Promise<Card> {
  const { deps, who, ask } = context;
  const team = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  const { spent, members, days } = await readUsage(deps, team);
  const busy = days.filter((day) => day.spent > 0).slice(-shown);
  return {
    tone: 'notice',
    title: `${credits(spent)} of the team’s wallet this month`,
    lines: [
      ...(members.length === 0 ? ['Nobody used it yet.'] : [{ bold: 'By member' } as Text]),
      ...members.slice(0, shown).map((member): Text => [{ bold: String(member.spent) }, ` · ${member.name}`]),
      ...(members.length > shown ? [`and ${members.length - shown} more, on the team’s page`] : []),
      ...(busy.length === 0 ? [] : [{ bold: 'By day' } as Text]),
      ...busy.map(({ day, spent: amount }): Text => [{ bold: String(amount) }, ` · ${dayWords(new Date(day))}`]),
    ],
    note: 'The month is the calendar’s, in UTC. What is being made counts; what was not made comes back.',
    buttons: pageButton(context, team.workspaceId),
    private: true,
  };
}
