import { type Ref, useEffect, useId, useState } from 'react';
import text from '../shell/text.module.css';
import classes from './cell-cursor.module.css';
import { inOneLine } from './cell-words.ts';
import type { Cells } from './use-cells.ts';

/** A held key moves on about thirty times a second: only where it stays is said. */
const saidAfterMs = 250;

/** What the focus is on while the arrow keys move from pixel to pixel. A mouse passes through it to the picture. */
export function CellCursor({ cells, ref }: { cells: Cells; ref: Ref<HTMLDivElement> }) {
  const help = useId();
  const [said, setSaid] = useState('');
  const words = cells.isFocused && cells.cursor ? inOneLine(cells.wordsOf(cells.cursor)) : '';
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), saidAfterMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <>
      <div
        ref={ref}
        className={classes.cursor}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is what takes the arrow keys, and has the focus for that
        tabIndex={0}
        aria-label="Its pixels, one by one"
        aria-describedby={help}
        {...cells.keys}
      />
      <span id={help} hidden>
        The arrow keys move to the next pixel, with Shift by eight; Enter copies its colour, Escape leaves.
      </span>
      <span role="status" className={text.visuallyHidden}>
        {cells.copied ? `${cells.copied} is copied` : said}
      </span>
    </>
  );
}
