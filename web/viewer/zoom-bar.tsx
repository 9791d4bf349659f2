import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { cx } from '../shell/cx.ts';
import text from '../shell/text.module.css';
import type { Looking } from './use-view.ts';
import { type Frame, limitsOf, oneToOne, stepped, wholePicture, zoomWords } from './view.ts';
import classes from './zoom-bar.module.css';

interface ZoomBarProps {
  frame: Frame | undefined;
  looking: Looking;
  className?: string | undefined;
  /** Further buttons, with `zoomButton`. */
  children?: ReactNode;
}

/** How a button over a picture looks. */
export const zoomButton = { size: 'xs', variant: 'default', className: classes.button } as const;

/** Nearer, further, the whole, and pixel by pixel. */
export function ZoomBar({ frame, looking, className, children }: ZoomBarProps) {
  if (!frame) return null;
  const { view, change } = looking;
  const { least, most } = limitsOf(frame);
  const off = (isOff: boolean) => (isOff ? { 'aria-disabled': true, 'data-disabled': true } : {});
  return (
    <fieldset aria-label="Zoom" className={cx(classes.bar, className)}>
      <Button
        {...zoomButton}
        {...off(view.zoom <= least)}
        onClick={() => change((now) => stepped(frame, now, -1))}
        aria-label="Smaller"
        title="Smaller (−)"
      >
        −
      </Button>
      <span className={classes.zoom} aria-hidden="true">
        {zoomWords(frame, view)}
      </span>
      <Button
        {...zoomButton}
        {...off(view.zoom >= most)}
        onClick={() => change((now) => stepped(frame, now, 1))}
        aria-label="Larger"
        title="Larger (+)"
      >
        +
      </Button>
      <Button
        {...zoomButton}
        {...off(view.zoom === 1)}
        onClick={() => change(() => wholePicture)}
        title="The whole picture (0)"
      >
        Fit
      </Button>
      <Button
        {...zoomButton}
        onClick={() => change((now) => oneToOne(frame, now))}
        aria-label="1:1, each pixel on a pixel of the screen"
        title="Each pixel on a pixel of the screen (1)"
      >
        1:1
      </Button>
      {children}
      <span role="status" className={text.visuallyHidden}>
        {view.zoom === 1 ? '' : `Zoom ${zoomWords(frame, view)}`}
      </span>
    </fieldset>
  );
}
