import { Button } from '@mantine/core';
import { useRef } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import type { Highlight } from '../../pixels/highlight.ts';
import { useFrame } from '../../viewer/use-frame.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { useView } from '../../viewer/use-view.ts';
import { Viewer } from '../../viewer/viewer.tsx';
import { ZoomBar, zoomButton } from '../../viewer/zoom-bar.tsx';
import { headingOf } from './heading.ts';
import classes from './stage.module.css';
import { usePageKeys } from './use-page-keys.ts';
import type { useTurning } from './use-turning.ts';

export interface LookedAtProps {
  asset: Asset;
  turning: ReturnType<typeof useTurning>;
  /** The colour that is pointed at in its palette. */
  highlight: Highlight;
  openFull: () => void;
  openHelp: () => void;
  askToDelete: () => void;
}

/** A picture on its page, and the keys of that. What is looked at is known here alone, so that only this is drawn anew while somebody zooms. */
export function PictureView({ asset, highlight: _, openFull, ...deeds }: LookedAtProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, asset);
  const looking = useView(asset.id);
  useGestures(box, { frame, looking, wheel: 'ifHeld' });
  usePageKeys(asset, { frame, looking, openFull, ...deeds });
  return (
    <Viewer
      box={box}
      frame={frame}
      looking={looking}
      picture={asset}
      alt={headingOf(asset)}
      isInPage
      className={classes.viewer}
    >
      <ZoomBar frame={frame} looking={looking} className={classes.zoom}>
        <FullViewButton onClick={openFull} />
      </ZoomBar>
    </Viewer>
  );
}

export function FullViewButton({ onClick }: { onClick: () => void }) {
  return (
    <Button {...zoomButton} onClick={onClick} title="Full view (F)">
      Full view
    </Button>
  );
}
