import { useRef } from 'react';
import { PixelBar } from '../../pixels/pixel-bar.tsx';
import { PixelViewer } from '../../pixels/pixel-viewer.tsx';
import { PlayerBar } from '../../pixels/player-bar.tsx';
import { TileBar } from '../../pixels/tile-bar.tsx';
import { usePixelBox } from '../../pixels/use-pixel-box.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { ZoomBar } from '../../viewer/zoom-bar.tsx';
import { headingOf } from './heading.ts';
import { FullViewButton, type LookedAtProps } from './picture-view.tsx';
import classes from './stage.module.css';
import { usePageKeys } from './use-page-keys.ts';

/** An image of pixels on its page: pixel by pixel, with its frames or tiles. A script of its own, which pages of other images do without. */
export default function PixelView({ asset, highlight, openFull, ...deeds }: LookedAtProps) {
  const box = useRef<HTMLDivElement>(null);
  const { keys, ...seen } = usePixelBox(box, asset);
  const { stage, frame, looking, cells } = seen;
  useGestures(box, { frame, looking, wheel: 'ifHeld' });
  usePageKeys(asset, { frame, looking, openFull, more: keys, ...deeds });
  const { layout } = asset;
  return (
    <>
      <PixelViewer
        {...seen}
        box={box}
        asset={asset}
        highlight={highlight}
        alt={headingOf(asset)}
        isInPage
        className={classes.viewer}
      >
        <ZoomBar frame={frame} looking={looking} className={classes.zoom}>
          <FullViewButton onClick={openFull} />
        </ZoomBar>
      </PixelViewer>
      {stage.player && layout?.kind === 'animation' && (
        <PlayerBar player={stage.player} frames={stage.partPixels} times={layout.frames.map(({ ms }) => ms)} />
      )}
      {(stage.mode === 'tile' || stage.mode === 'map') && (
        <TileBar stage={stage} layout={layout?.kind === 'tiles' ? layout : null} />
      )}
      <PixelBar stage={stage} cells={cells} />
    </>
  );
}
