import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { useFrame } from '../../viewer/use-frame.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { useView } from '../../viewer/use-view.ts';
import { Viewer } from '../../viewer/viewer.tsx';
import { ZoomBar, zoomButton } from '../../viewer/zoom-bar.tsx';
import { askForWholeScreen, FullView } from './full-view.tsx';
import { headingOf } from './heading.ts';
import classes from './stage.module.css';
import { Strip } from './strip.tsx';
import { usePageKeys } from './use-page-keys.ts';
import type { useTurning } from './use-turning.ts';

interface StageProps {
  asset: Asset;
  turning: ReturnType<typeof useTurning>;
  openHelp: () => void;
  askToDelete: () => void;
}

/**
 * The picture, as large as its space allows, the others of its request below it, and the keys of the page. What is looked at is known here alone, so that
 * only this is drawn anew while somebody zooms.
 */
export function Stage({ asset, turning, openHelp, askToDelete }: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, asset);
  const looking = useView(asset.id);
  const [isFull, setFull] = useState(false);
  const openFull = () => {
    askForWholeScreen();
    setFull(true);
  };
  useGestures(box, { frame, looking, wheel: 'ifHeld' });
  usePageKeys(asset, { frame, looking, turning, openFull, openHelp, askToDelete });
  return (
    <div className={classes.stage}>
      <Viewer
        box={box}
        frame={frame}
        looking={looking}
        picture={asset}
        alt={headingOf(asset.prompt)}
        isInPage
        className={classes.viewer}
      >
        <ZoomBar frame={frame} looking={looking} className={classes.zoom}>
          <Button {...zoomButton} onClick={openFull} title="Full view (F)">
            Full view
          </Button>
        </ZoomBar>
      </Viewer>
      <Strip asset={asset} linkTo={turning.linkTo} />
      <FullView opened={isFull} asset={asset} turning={turning} onClose={() => setFull(false)} />
    </div>
  );
}
