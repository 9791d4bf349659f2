import classes from './bars.module.css';

export interface Bar {
  key: string;
  /** "Nov 24" */
  name: string;
  amount: number;
}

/** Units of the drawing: a bar is ten wide, two of them empty. */
const width = 10;
const gap = 2;
const height = 100;
/** So that a day with little is visible beside one with much. */
const least = 2;

/** A bar for each day or month. `each`: what one stands for. */
export function Bars({ bars, label, each }: { bars: Bar[]; label: string; each: 'day' | 'month' }) {
  const most = Math.max(1, ...bars.map(({ amount }) => amount));
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <figure className={classes.bars}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${bars.length * width} ${height}`} preserveAspectRatio="none">
        {bars.map(({ key, name, amount }, index) => {
          const tall = amount === 0 ? 0 : Math.max(least, (amount / most) * height);
          return (
            <rect key={key} x={index * width + gap / 2} y={height - tall} width={width - gap} height={tall}>
              <title>{`${name}: ${amount.toLocaleString('en')}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption aria-hidden="true">
        <span>{first?.name}</span>
        <span>
          up to {most.toLocaleString('en')} a {each}
        </span>
        <span>{last !== first && last?.name}</span>
      </figcaption>
    </figure>
  );
}
