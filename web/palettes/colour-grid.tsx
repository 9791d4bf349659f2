import { useState } from 'react';
import { contrastOf } from '#core/pixel/colour/contrast.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import text from '../shell/text.module.css';
import classes from './colour-grid.module.css';
import { pixelsText } from './words.ts';

interface ColourGridProps {
  palette: Palette;
  /** How many pixels have each, if it is a picture's. */
  counts?: readonly number[];
  /** Told which of them a mouse or the keys are on; undefined: on none. */
  onPoint?: (colour: number | undefined) => void;
}

/** Colours to press: one shows what it is, two show their contrast. The one that was pressed first goes when a third is. */
export function ColourGrid({ palette, counts, onPoint }: ColourGridProps) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const { colours, clear } = palette;
  const press = (index: number) =>
    setChosen((before) =>
      before.includes(index) ? before.filter((each) => each !== index) : [...before, index].slice(-2),
    );
  return (
    <div className={classes.whole}>
      <ul className={classes.grid} aria-label="Colours">
        {colours.map((colour, index) =>
          index === clear ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a colour may stand twice, and its place is what it is
            <li key={index}>
              <button
                type="button"
                className={classes.colour}
                style={{ background: hexOf(colour) }}
                aria-pressed={chosen.includes(index)}
                aria-label={labelOf(palette, counts, index)}
                title={labelOf(palette, counts, index)}
                onClick={() => press(index)}
                onPointerEnter={() => onPoint?.(colour)}
                onPointerLeave={() => onPoint?.(undefined)}
                onFocus={() => onPoint?.(colour)}
                onBlur={() => onPoint?.(undefined)}
              />
            </li>
          ),
        )}
      </ul>
      <div className={classes.said} aria-live="polite">
        {chosen.length === 0 && (
          <p className={text.small}>Press a colour to copy it, and another one for their contrast.</p>
        )}
        {chosen.map((index) => (
          <p key={index} className={classes.one}>
            <span className={classes.sample} style={{ background: hexOf(colours[index] ?? 0) }} />
            <span className={classes.words}>{labelOf(palette, counts, index)}</span>
            <CopyButton text={hexOf(colours[index] ?? 0)} label={`Copy ${hexOf(colours[index] ?? 0)}`} />
          </p>
        ))}
        {chosen.length === 2 && <Contrast one={colours[chosen[0] ?? 0] ?? 0} other={colours[chosen[1] ?? 0] ?? 0} />}
      </div>
    </div>
  );
}

/** What WCAG 2.2 asks for: 4.5 for text, 3 for large text and for whatever must be told apart. */
function Contrast({ one, other }: { one: number; other: number }) {
  const ratio = contrastOf(one, other);
  const enough =
    ratio >= 4.5 ? 'enough for text' : ratio >= 3 ? 'enough for large text and shapes' : 'too little for text';
  // Rounded down: 4.49 is not enough.
  return (
    <p>
      Contrast {(Math.floor(ratio * 100) / 100).toFixed(2)} : 1, {enough}
    </p>
  );
}

function labelOf({ colours, names }: Palette, counts: readonly number[] | undefined, index: number): string {
  const count = counts?.[index];
  return [hexOf(colours[index] ?? 0), names?.[index], count === undefined ? '' : pixelsText(count)]
    .filter(Boolean)
    .join(' · ');
}
