import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import classes from './swatches.module.css';
import { coloursText } from './words.ts';

/** All colours of a palette at a glance. */
export function Swatches({ palette: { colours, clear } }: { palette: Palette }) {
  return (
    <div className={classes.swatches} role="img" aria-label={coloursText(colours.length)}>
      {colours.map((colour, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a colour may stand twice, and its place is what it is
        <span key={index} data-clear={index === clear || undefined} style={{ background: hexOf(colour) }} />
      ))}
    </div>
  );
}
