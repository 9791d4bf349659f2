import { Button } from '@mantine/core';
import classes from './readout.module.css';
import type { Cells } from './use-cells.ts';

/** The pixel that is pointed at: its colour, that one's place in the palette, and where it is. Its place is always as high. */
export function Readout({ cells }: { cells: Cells }) {
  const { words, copied, isRefused, isChosen, copyCursor } = cells;
  if (!words)
    return (
      <p className={classes.readout} data-hint="">
        <span className={classes.mouse}>Point at a pixel for its colour; a click copies it.</span>
        <span className={classes.touch}>Tap a pixel for its colour.</span>
      </p>
    );
  const { hex, colour, place, at, part } = words;
  return (
    <div className={classes.readout} data-readout="">
      <span className={classes.sample} style={hex ? { background: hex } : {}} data-clear={hex ? undefined : ''} />
      <span className={classes.words}>
        <strong className={classes.colour}>{colour}</strong>
        {place && <span>{place}</span>}
        <span>{at}</span>
        {part && <span>{part}</span>}
        {copied !== '' && <span className={classes.said}>{copied === hex ? 'copied' : `${copied} copied`}</span>}
        {isRefused && <span className={classes.said}>Your browser does not let us copy.</span>}
      </span>
      {isChosen && hex && copied === '' && (
        <Button size="compact-xs" variant="default" onClick={copyCursor} aria-label={`Copy ${hex}`}>
          Copy
        </Button>
      )}
    </div>
  );
}
