const dayMs = 24 * 60 * 60_000;
/** None of our rows is older or newer, and PostgreSQL does not know every year in which a day can be written. */
const [first, last] = [Date.UTC(2000, 0), Date.UTC(9000, 0)];

/** From the first instant of one day to the last of another, in UTC: `since` is inclusive, `before` is not. Null: no bound. */
export function daysOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  return {
    since: from === undefined ? null : instant(from, 0),
    before: to === undefined ? null : instant(to, dayMs),
  };
}

const instant = (day: string, laterMs: number) =>
  new Date(Math.min(last, Math.max(first, Date.parse(`${day}T00:00:00Z`) + laterMs)));
