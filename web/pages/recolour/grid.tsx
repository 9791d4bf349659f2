import { Checkbox } from '@mantine/core';
import { memo, useMemo } from 'react';
import { recoloured, type Swap } from '#core/pixel/palettes/swap.ts';
import { Drawn } from '../../palettes/drawn.tsx';
import { beginningOf } from '../asset/heading.ts';
import classes from './grid.module.css';
import type { Art } from './use-art.ts';

interface GridProps {
  art: readonly Art[];
  swap: Swap;
  /** Those that are left out. */
  without: ReadonlySet<string>;
  onToggle: (id: string) => void;
}

/** Every image that changes, before and after. */
export function Grid({ art, swap, without, onToggle }: GridProps) {
  return (
    <ul className={classes.grid} aria-label="Before and after">
      {art.map((each) => (
        <li key={each.asset.id} className={classes.one} data-without={without.has(each.asset.id) || undefined}>
          <Both art={each} swap={swap} />
          <Checkbox
            size="sm"
            label={beginningOf(each.asset.prompt)}
            checked={!without.has(each.asset.id)}
            onChange={() => onToggle(each.asset.id)}
          />
        </li>
      ))}
    </ul>
  );
}

/** As large as two beside each other are on a phone. */
const shownPx = 128;

const Both = memo(function Both({ art: { pixels }, swap }: { art: Art; swap: Swap }) {
  const after = useMemo(() => recoloured(pixels, swap), [pixels, swap]);
  return (
    <div className={classes.both}>
      <Drawn pixels={pixels} label="Before" mostPx={shownPx} className={classes.shown} />
      <Drawn pixels={after} label="After" mostPx={shownPx} className={classes.shown} />
    </div>
  );
});
