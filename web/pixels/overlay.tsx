import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Pixels } from '#core/pixel/picture.ts';
import { draw } from '../palettes/pixels-of.ts';
import type { Looking } from '../viewer/use-view.ts';
import type { Frame } from '../viewer/view.ts';
import { type Cell, type Painting, paintingOf } from './cells.ts';
import { type Highlight, useHighlighted } from './highlight.ts';
import classes from './overlay.module.css';
import { coverOf, type Grid, paintBox, paintGrid } from './paint.ts';

interface OverlayProps {
  frame: Frame;
  looking: Looking;
  pixels: Pixels | undefined;
  /** Undefined: no lines. */
  grid: Grid | undefined;
  highlight: Highlight;
  /** What is pointed at, and where the keys are. */
  boxes: ReadonlyArray<Cell & { width?: number; height?: number }>;
}

/** What is drawn over a picture, on whole screen pixels: lines between its cells, boxes around some, and a cover over all but one colour. */
export function Overlay({ frame, looking, pixels, grid, highlight, boxes }: OverlayProps) {
  const painting = paintingOf(frame, looking.view);
  const lines = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const colour = useHighlighted(highlight);
  const cover = useMemo(() => {
    if (colour === undefined || !pixels) return undefined;
    const canvas = document.createElement('canvas');
    draw(canvas, coverOf(pixels, colour));
    return canvas;
  }, [colour, pixels]);
  useEffect(() => {
    const context = painting && contextOf(lines, painting);
    if (context && grid) paintGrid(context, painting, grid, frame.density);
  });
  useEffect(() => {
    const context = painting && contextOf(marks, painting);
    if (!context) return;
    context.clearRect(0, 0, painting.across, painting.down);
    context.imageSmoothingEnabled = false;
    const { x, y, scale } = painting;
    if (cover) context.drawImage(cover, x, y, cover.width * scale, cover.height * scale);
    for (const box of boxes) paintBox(context, painting, box, frame.density);
  });
  if (!painting) return null;
  const { left, top, width, height } = painting;
  const style = { left, top, width, height };
  return (
    <div className={classes.overlay} aria-hidden="true">
      {grid && <canvas ref={lines} className={classes.lines} style={style} data-grid="" />}
      <canvas ref={marks} style={style} data-marks="" />
    </div>
  );
}

/** A canvas of so many pixels; to set its size clears it, so that is done only if it changes. */
function contextOf({ current }: RefObject<HTMLCanvasElement | null>, { across, down }: Painting) {
  if (!current) return undefined;
  if (current.width !== across || current.height !== down) Object.assign(current, { width: across, height: down });
  return current.getContext('2d');
}
