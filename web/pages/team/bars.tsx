import type { Team } from '#core/contract/pages/team.ts';
import classes from './bars.module.css';

type Day = NonNullable<Team['wallet']>['days'][number];

/** Units of the drawing: a day is ten wide, two of them empty. */
const width = 10;
const gap = 2;
const height = 100;
/** So that a day with little is visible beside one with much. */
const least = 2;

const format = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
/** "Nov 24", from YYYY-MM-DD. */
export const dayText = (day: string) => format.format(new Date(day));

/** A bar for each day of the month so far. */
export function Bars({ days, label }: { days: Day[]; label: string }) {
  const most = Math.max(1, ...days.map(({ spent }) => spent));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className={classes.bars}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${days.length * width} ${height}`} preserveAspectRatio="none">
        {days.map(({ day, spent }, index) => {
          const tall = spent === 0 ? 0 : Math.max(least, (spent / most) * height);
          return (
            <rect key={day} x={index * width + gap / 2} y={height - tall} width={width - gap} height={tall}>
              <title>{`${dayText(day)}: ${spent}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption aria-hidden="true">
        <span>{first && dayText(first.day)}</span>
        <span>up to {most.toLocaleString('en')} a day</span>
        <span>{last && last !== first && dayText(last.day)}</span>
      </figcaption>
    </figure>
  );
}
