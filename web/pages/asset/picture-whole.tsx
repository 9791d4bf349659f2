import { useRef } from 'react';
import { useFrame } from '../../viewer/use-frame.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { useView } from '../../viewer/use-view.ts';
import { Viewer } from '../../viewer/viewer.tsx';
import { ZoomBar } from '../../viewer/zoom-bar.tsx';
import type { FullViewProps } from './full-bars.tsx';
import classes from './full-view.module.css';
import { headingOf } from './heading.ts';
import { useFullKeys } from './use-full-keys.ts';

/** A picture alone, over everything. */
export function PictureWhole(props: FullViewProps) {
  const { asset, turning } = props;
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, asset);
  const looking = useView(asset.id);
  useGestures(box, { frame, looking, wheel: 'always', onSwipe: turning.step });
  useFullKeys(props, { frame, looking });
  return (
    <Viewer box={box} frame={frame} looking={looking} picture={asset} alt={headingOf(asset)} className={classes.viewer}>
      <div className={classes.bottom}>
        <ZoomBar frame={frame} looking={looking} />
      </div>
    </Viewer>
  );
}
