import { useRef } from 'react';
import { PixelViewer } from '../../pixels/pixel-viewer.tsx';
import { usePixelBox } from '../../pixels/use-pixel-box.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { ZoomBar } from '../../viewer/zoom-bar.tsx';
import type { FullViewProps } from './full-bars.tsx';
import classes from './full-view.module.css';
import { headingOf } from './heading.ts';
import { useFullKeys } from './use-full-keys.ts';

/** An image of pixels alone, over everything: an animation plays there, too. */
export default function PixelWhole(props: FullViewProps) {
  const { asset, turning, highlight } = props;
  const box = useRef<HTMLDivElement>(null);
  const { keys, ...seen } = usePixelBox(box, asset);
  const { frame, looking } = seen;
  useGestures(box, { frame, looking, wheel: 'always', onSwipe: turning.step });
  useFullKeys(props, { frame, looking, more: keys });
  return (
    <PixelViewer
      {...seen}
      box={box}
      asset={asset}
      highlight={highlight}
      alt={headingOf(asset)}
      className={classes.viewer}
    >
      <div className={classes.bottom}>
        <ZoomBar frame={frame} looking={looking} />
      </div>
    </PixelViewer>
  );
}
