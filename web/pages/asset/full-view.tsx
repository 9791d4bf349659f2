import { Button, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import text from '../../shell/text.module.css';
import { useFrame } from '../../viewer/use-frame.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import { useKeys } from '../../viewer/use-keys.ts';
import { useView } from '../../viewer/use-view.ts';
import { viewKeys } from '../../viewer/view-keys.ts';
import { Viewer } from '../../viewer/viewer.tsx';
import { ZoomBar, zoomButton } from '../../viewer/zoom-bar.tsx';
import classes from './full-view.module.css';
import { headingOf } from './heading.ts';
import type { useTurning } from './use-turning.ts';

interface FullViewProps {
  asset: AssetSummary & { newerId: string | null; olderId: string | null };
  turning: Pick<ReturnType<typeof useTurning>, 'step'>;
  onClose: () => void;
}

/**
 * The picture alone, over everything: of the whole screen where the browser gives it to a page, else of the window, which is what there is on an iPhone.
 */
export function FullView({ opened, ...props }: FullViewProps & { opened: boolean }) {
  return (
    <Modal.Root opened={opened} onClose={props.onClose} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content className={classes.content} data-full-view="">
        {opened && <Whole {...props} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function Whole({ asset, turning, onClose }: FullViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, asset);
  const looking = useView(asset.id);
  useGestures(box, { frame, looking, wheel: 'always', onSwipe: turning.step });
  useWholeScreen(onClose);
  const keys = viewKeys(frame, looking);
  useKeys(
    {
      ...keys,
      ArrowLeft: () => keys.ArrowLeft?.() || turning.step(-1),
      ArrowRight: () => keys.ArrowRight?.() || turning.step(1),
      f: onClose,
      F: onClose,
    },
    '[data-full-view]',
  );
  return (
    <Modal.Body className={classes.body}>
      <Modal.Title className={text.visuallyHidden}>Full view: {headingOf(asset.prompt)}</Modal.Title>
      <Viewer
        box={box}
        frame={frame}
        looking={looking}
        picture={asset}
        alt={headingOf(asset.prompt)}
        className={classes.viewer}
      >
        <div className={classes.top}>
          <Button {...zoomButton} onClick={onClose} data-autofocus="" aria-label="Close the full view">
            ✕
          </Button>
        </div>
        <div className={classes.bottom}>
          <Turn label="Newer image" sign="‹" isLast={asset.newerId === null} onTurn={() => turning.step(-1)} />
          <ZoomBar frame={frame} looking={looking} />
          <Turn label="Older image" sign="›" isLast={asset.olderId === null} onTurn={() => turning.step(1)} />
        </div>
      </Viewer>
    </Modal.Body>
  );
}

interface TurnProps {
  label: string;
  sign: string;
  isLast: boolean;
  onTurn: () => void;
}

function Turn({ label, sign, isLast, onTurn }: TurnProps) {
  return (
    <div className={classes.round}>
      <Button
        {...zoomButton}
        aria-label={label}
        aria-disabled={isLast}
        {...(isLast ? { 'data-disabled': true } : {})}
        onClick={onTurn}
      >
        {sign}
      </Button>
    </div>
  );
}

/** Leaves the whole screen with the view, and the view with the whole screen: Escape ends both at once. */
function useWholeScreen(onClose: () => void) {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const changed = () => {
      if (document.fullscreenElement === null) close.current();
    };
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
}

/** At a press, since a browser gives its screen for nothing else. */
export function askForWholeScreen(): void {
  if (document.fullscreenEnabled) void document.documentElement.requestFullscreen().catch(() => undefined);
}
