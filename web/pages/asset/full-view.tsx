import { Modal } from '@mantine/core';
import { Suspense, useEffect, useRef } from 'react';
import { lazily } from '../../client/lazily.tsx';
import text from '../../shell/text.module.css';
import { FullBars, type FullViewProps } from './full-bars.tsx';
import classes from './full-view.module.css';
import { headingOf } from './heading.ts';
import { PictureWhole } from './picture-whole.tsx';

const pixelWhole = lazily<FullViewProps>(() => import('./pixel-whole.tsx'));

/** Ahead, so that it is drawn at once. */
export const loadPixelWhole = pixelWhole.preload;

/**
 * The picture alone, over everything: of the whole screen where the browser gives it to a page, else of the window, which is what there is on an iPhone.
 */
export function FullView({ opened, ...props }: FullViewProps & { opened: boolean }) {
  return (
    <Modal.Root opened={opened} onClose={props.onClose} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content className={classes.content} data-full-view="">
        {opened && <Opened {...props} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function Opened(props: FullViewProps) {
  const { asset, onClose } = props;
  useWholeScreen(onClose);
  return (
    <Modal.Body className={classes.body}>
      <Modal.Title className={text.visuallyHidden}>Full view: {headingOf(asset)}</Modal.Title>
      {asset.isPixelArt ? (
        <Suspense fallback={<span className={text.visuallyHidden}>Loading the full view…</span>}>
          <pixelWhole.Component {...props} />
        </Suspense>
      ) : (
        <PictureWhole {...props} />
      )}
      <FullBars {...props} />
    </Modal.Body>
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
