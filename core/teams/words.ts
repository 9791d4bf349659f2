import type { TeamRefusal } from './team-here.ts';

/** "Sprite Forge’s team wallet"; the name may be unknown. */
export const walletOf = (teamName: string): string =>
  teamName === '' ? 'your team’s wallet' : `${teamName}’s team wallet`;

/** Whose wallet paid, where it was a team's: as a row has its name, null where there is no team. */
export const paidBy = (teamName: string | null): string | null => (teamName === null ? null : walletOf(teamName));

/** Why the asker pays, where they may use the team's wallet. Null where there is nothing to explain. */
export function declinedWords(why: TeamRefusal | null): string | null {
  switch (why) {
    case 'too_few_credits':
      return 'The team’s wallet has too few credits for this.';
    case 'cap_reached':
      return 'What the team’s wallet pays for one person in a month is reached.';
    default:
      return null;
  }
}
