import { cx } from './cx.ts';
import { type IconName, icons } from './icons.ts';
import classes from './pixel-icon.module.css';

interface IconProps {
  name: IconName;
  size?: number;
  className?: string | undefined;
}

/** One of our own icons, drawn in whole pixels in the colour of the surrounding text. Decoration: put its meaning in words beside it. */
export function PixelIcon({ name, size = 20, className }: IconProps) {
  const rows = icons[name];
  return (
    <svg
      aria-hidden="true"
      className={cx(classes.icon, className)}
      width={size}
      height={size}
      viewBox={`0 0 ${rows[0]?.length ?? 0} ${rows.length}`}
      shapeRendering="crispEdges"
      fill="currentColor"
    >
      <path d={rows.map(runs).join('')} />
    </svg>
  );
}

/** Each run of # in a row as one rectangle. */
const runs = (row: string, y: number) =>
  [...row.matchAll(/#+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`).join('');
