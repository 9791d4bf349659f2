import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { type Filter, searchOf, stateOf } from '../gallery/use-filter.ts';
import classes from './bar.module.css';
import type { useTurning } from './use-turning.ts';

interface BarProps {
  asset: Asset;
  turning: ReturnType<typeof useTurning>;
  filter: Filter;
}

/** Back to the previous page, and to the images before and after this one. */
export function Bar({ asset, turning, filter }: BarProps) {
  return (
    <nav className={classes.bar} aria-label="Other images">
      <Button
        component={Link}
        to={turning.backTo === 'Home' ? '/' : `/gallery${searchOf(filter)}`}
        state={stateOf(filter)}
        variant="subtle"
        leftSection={<span aria-hidden="true">←</span>}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          turning.back();
        }}
      >
        {turning.backTo}
      </Button>
      <div className={classes.turn}>
        <Turn label="Newer" sign="‹" id={asset.newerId} turning={turning} />
        <Turn label="Older" sign="›" id={asset.olderId} turning={turning} />
      </div>
    </nav>
  );
}

function Turn({
  label,
  sign,
  id,
  turning,
}: Pick<BarProps, 'turning'> & { label: string; sign: string; id: string | null }) {
  return (
    <Button
      variant="default"
      className={classes.button}
      // Stays in place and keeps the focus at the end, too.
      aria-disabled={id === null}
      {...(id === null ? { 'data-disabled': true } : {})}
      onClick={() => turning.turn(id)}
      aria-label={`${label} image`}
      title={`${label} (${label === 'Newer' ? 'left' : 'right'} arrow key)`}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  );
}
