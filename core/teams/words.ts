import { isolated } from '../contract/isolated.ts';
import type { TeamRefusal } from './team-here.ts';

/** "Sprite Forge’s team wallet"; the name may be unknown. */
export const walletOf = (teamName: string): string =>
  teamName === '' ? 'your team’s wallet' : `${isolated(teamName)}’s team wallet`;

/** Whose wallet paid, if it was a team's. `teamName` is as in a row: null if there is no team. */
export const paidBy = (teamName: string | null): string | null => (teamName === null ? null : walletOf(teamName));

/** Why the requester pays although they may use the team's wallet. Null if there is nothing to explain. */
export function declinedWords(why: TeamRefusal | null): string | null {
  switch (why) {
    case 'too_few_credits':
      return 'The team’s wallet has too few credits for this.';
    case 'cap_reached':
      return 'What the team’s wallet pays for one person in a month is reached.';
    case 'no_team':
    case 'not_allowed':
    case null:
      return null;
  }
}
