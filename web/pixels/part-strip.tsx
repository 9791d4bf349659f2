import { useEffect, useRef } from 'react';
import type { Pixels } from '#core/pixel/picture.ts';
import classes from './part-strip.module.css';
import { PixelPicture } from './pixel-picture.tsx';

interface PartStripProps {
  label: string;
  parts: ReadonlyArray<{ key: number; pixels: Pixels | undefined; label: string; words: string }>;
  /** The key of the one that is shown. */
  current: number;
  onChoose: (key: number) => void;
}

const sidePx = 44;

/** The frames or tiles of a file in a row, to choose from. */
export function PartStrip({ label, parts, current, onChoose }: PartStripProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current;
    const shown = row?.querySelector<HTMLElement>(`[data-key="${current}"]`);
    if (!row || !shown) return;
    // Not scrollIntoView, which moves the page, too.
    const [start, end] = [shown.offsetLeft, shown.offsetLeft + shown.offsetWidth];
    if (start < row.scrollLeft) row.scrollLeft = start;
    else if (end > row.scrollLeft + row.clientWidth) row.scrollLeft = end - row.clientWidth;
  }, [current]);
  return (
    <ol ref={list} className={classes.strip} aria-label={label}>
      {parts.map(({ key, pixels, label: name, words }) => (
        <li key={key} data-key={key}>
          <button
            type="button"
            className={classes.part}
            aria-label={name}
            aria-current={key === current || undefined}
            onClick={() => onChoose(key)}
          >
            <span className={classes.picture} style={{ width: sidePx, height: sidePx }}>
              {pixels && <PixelPicture pixels={pixels} sidePx={sidePx} label="" />}
            </span>
            <span className={classes.words}>{words}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
