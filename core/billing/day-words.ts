/** "24 November", in UTC; with the year where it is not this one. */
export function dayWords(date: Date, now = new Date()): string {
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', day: 'numeric', ...year, timeZone: 'UTC' }).format(date);
}
