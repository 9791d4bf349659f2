import { useEffect, useRef } from 'react';
import type { Pixels } from '#core/pixel/picture.ts';
import { draw } from '../palettes/pixels-of.ts';
import { fitInto } from '../viewer/fit.ts';
import classes from './pixel-picture.module.css';

interface PixelPictureProps {
  pixels: Pixels;
  /** Its longest side at most, in CSS pixels. */
  sidePx: number;
  /** What it shows; '' if there is text beside it. */
  label: string;
}

/** Pixels in a small place, each as a square of whole screen pixels if there is room for them. */
export function PixelPicture({ pixels, sidePx, label }: PixelPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, pixels);
  }, [pixels]);
  const room = { width: sidePx, height: sidePx };
  const { width, height, factor } = fitInto(pixels, room, { isPixelArt: true, density: devicePixelRatio });
  return (
    <canvas
      ref={canvas}
      className={classes.picture}
      style={{ width, height }}
      data-whole={factor ?? undefined}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
