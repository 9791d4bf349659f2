import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { cx } from '../../shell/cx.ts';
import { type Filter, searchOf, stateOf } from '../gallery/use-filter.ts';
import classes from './bar.module.css';
import type { useTurning } from './use-turning.ts';

interface BarProps {
  asset: Asset;
  turning: ReturnType<typeof useTurning>;
  filter: Filter;
  onShortcuts: () => void;
}

/** Back to the previous page, and to the images before and after this one. */
export function Bar({ asset, turning, filter, onShortcuts }: BarProps) {
  return (
    <nav className={classes.bar} aria-label="Other images">
      <Button
        component={Link}
        to={{ Home: '/', Make: '/make', Gallery: `/gallery${searchOf(filter)}` }[turning.backTo]}
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
        <Button
          variant="subtle"
          className={cx(classes.button, classes.help)}
          onClick={onShortcuts}
          aria-label="Keys on this page"
          title="Keys on this page (?)"
        >
          ?
        </Button>
        <Turn label="Newer" sign="‹" isLast={asset.newerId === null} onTurn={() => turning.step(-1)} />
        <Turn label="Older" sign="›" isLast={asset.olderId === null} onTurn={() => turning.step(1)} />
      </div>
    </nav>
  );
}

interface TurnProps {
  label: 'Newer' | 'Older';
  sign: string;
  isLast: boolean;
  onTurn: () => void;
}

function Turn({ label, sign, isLast, onTurn }: TurnProps) {
  return (
    <Button
      variant="default"
      className={classes.button}
      // Stays in place and keeps the focus at the end, too.
      aria-disabled={isLast}
      {...(isLast ? { 'data-disabled': true } : {})}
      onClick={onTurn}
      aria-label={`${label} image`}
      title={`${label} (${label === 'Newer' ? 'left' : 'right'} arrow key)`}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  );
}
