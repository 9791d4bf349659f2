import { Button } from '@mantine/core';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Swap } from '#core/pixel/palettes/swap.ts';
import type { Colour } from '#core/pixel/picture.ts';
import classes from './single-colours.module.css';

interface SingleColoursProps {
  /** The most frequent first. */
  colours: readonly Colour[];
  /** What each becomes. */
  swap: Swap;
  /** Those that were chosen by hand. */
  single: ReadonlyMap<Colour, Colour>;
  onChange: (single: ReadonlyMap<Colour, Colour>) => void;
}

/** As many as one looks through; all others change by the palette. */
const mostShown = 64;

/** What single colours become, each to be changed by hand. */
export function SingleColours({ colours, swap, single, onChange }: SingleColoursProps) {
  return (
    <details className={classes.whole}>
      <summary>
        Colour by colour{colours.length > mostShown && `, the ${mostShown} most frequent`}
        {single.size > 0 && ` · ${single.size} by hand`}
      </summary>
      <ul className={classes.pairs}>
        {colours.slice(0, mostShown).map((colour) => {
          const hex = hexOf(colour);
          return (
            <li key={colour} className={classes.pair}>
              <span className={classes.sample} style={{ background: hex }} title={hex} />
              <span aria-hidden="true">→</span>
              <input
                type="color"
                aria-label={`What ${hex} becomes`}
                value={hexOf(swap.get(colour) ?? colour)}
                onChange={({ currentTarget: { value } }) =>
                  onChange(new Map([...single, [colour, Number.parseInt(value.slice(1), 16)]]))
                }
              />
            </li>
          );
        })}
      </ul>
      {single.size > 0 && (
        <Button size="xs" variant="default" onClick={() => onChange(new Map())}>
          As the palette has them
        </Button>
      )}
    </details>
  );
}
