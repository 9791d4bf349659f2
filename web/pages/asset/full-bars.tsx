import { Button } from '@mantine/core';
import type { Asset } from '#core/contract/pages/shapes.ts';
import type { Highlight } from '../../pixels/highlight.ts';
import { zoomButton } from '../../viewer/zoom-bar.tsx';
import classes from './full-view.module.css';
import type { useTurning } from './use-turning.ts';

export interface FullViewProps {
  asset: Asset;
  turning: Pick<ReturnType<typeof useTurning>, 'step'>;
  highlight: Highlight;
  onClose: () => void;
}

/** The way out, and to the images beside this one: the same buttons whatever is looked at, so that they keep the focus. */
export function FullBars({ asset, turning, onClose }: FullViewProps) {
  return (
    <>
      <div className={classes.top}>
        <Button {...zoomButton} onClick={onClose} data-autofocus="" aria-label="Close the full view">
          ✕
        </Button>
      </div>
      <div className={classes.turns}>
        <Turn label="Newer image" sign="‹" isLast={asset.newerId === null} onTurn={() => turning.step(-1)} />
        <Turn label="Older image" sign="›" isLast={asset.olderId === null} onTurn={() => turning.step(1)} />
      </div>
    </>
  );
}

interface TurnProps {
  label: string;
  sign: string;
  isLast: boolean;
  onTurn: () => void;
}

function Turn({ label, sign, isLast, onTurn }: TurnProps) {
  return (
    <div className={classes.round}>
      <Button
        {...zoomButton}
        aria-label={label}
        aria-disabled={isLast}
        {...(isLast ? { 'data-disabled': true } : {})}
        onClick={onTurn}
      >
        {sign}
      </Button>
    </div>
  );
}
