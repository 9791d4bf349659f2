import type { Team } from '#core/contract/pages/team.ts';

const days = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortMonths = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Nov 24", from YYYY-MM-DD. */
export const dayText = (day: string): string => days.format(new Date(day));
/** "November 2026", from YYYY-MM. */
export const monthText = (month: string): string => months.format(new Date(`${month}-01`));
/** "Nov 2026" */
export const shortMonthText = (month: string): string => shortMonths.format(new Date(`${month}-01`));

/** "Everyone, guests too", "Artists, Testers" */
export function accessText({ access, guestsMaySpend }: Pick<NonNullable<Team['use']>, 'access' | 'guestsMaySpend'>) {
  const who = access.length === 0 ? 'Everyone' : access.join(', ');
  return guestsMaySpend ? `${who}, guests too` : who;
}
