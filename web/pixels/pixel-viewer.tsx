import type { ReactNode, Ref, RefObject } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import type { Looking } from '../viewer/use-view.ts';
import type { Frame } from '../viewer/view.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { CellCursor } from './cell-cursor.tsx';
import { DrawnPicture } from './drawn-picture.tsx';
import type { Highlight } from './highlight.ts';
import { Overlay } from './overlay.tsx';
import { partAt } from './scene.ts';
import { usePixelSettings } from './settings.ts';
import type { Cells } from './use-cells.ts';
import type { Stage } from './use-scene.ts';

interface PixelViewerProps {
  box: RefObject<HTMLDivElement | null>;
  frame: Frame | undefined;
  looking: Looking;
  asset: Asset;
  alt: string;
  stage: Stage;
  cells: Cells;
  /** What the arrow keys are on while they move from pixel to pixel. */
  cursor: Ref<HTMLDivElement>;
  highlight: Highlight;
  isInPage?: boolean;
  className?: string | undefined;
  /** What lies over it: buttons. */
  children?: ReactNode;
}

/** A picture of pixels in its box: what is behind it, itself, and what is drawn over it. */
export function PixelViewer({ asset, alt, stage, cells, cursor, highlight, children, ...rest }: PixelViewerProps) {
  const { frame, looking } = rest;
  const { hasGrid, ground } = usePixelSettings();
  const { pointed, cursor: chosen } = cells;
  const part = stage.parts && pointed && partAt(stage.parts, pointed);
  const boxes = [part, pointed, chosen].filter((each) => each !== undefined);
  return (
    <Viewer
      {...rest}
      picture={asset}
      alt={alt}
      {...(stage.isClearSomewhere ? { ground } : {})}
      {...(stage.mode === 'file' ? {} : { drawn: <DrawnPicture pixels={stage.drawn} label={alt} /> })}
    >
      {frame && (
        <Overlay
          frame={frame}
          looking={looking}
          pixels={stage.pixels}
          grid={hasGrid ? stage.grid : undefined}
          highlight={highlight}
          boxes={boxes}
        />
      )}
      <CellCursor cells={cells} ref={cursor} />
      {children}
    </Viewer>
  );
}
