import { useLayoutEffect, useRef } from 'react';
import type { Pixels } from '#core/pixel/picture.ts';
import { draw } from '../palettes/pixels-of.ts';
import classes from './drawn-picture.module.css';

/** Pixels that are in no file as they are: a frame, or a tile beside itself. As large as what it is in. */
export function DrawnPicture({ pixels, label }: { pixels: Pixels | undefined; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current && pixels) draw(canvas.current, pixels);
  }, [pixels]);
  return <canvas ref={canvas} className={classes.drawn} role="img" aria-label={label} />;
}
