import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFrame } from '../../viewer/use-frame.ts';
import { useGestures } from '../../viewer/use-gestures.ts';
import type { Looking } from '../../viewer/use-view.ts';
import type { Frame } from '../../viewer/view.ts';
import { Viewer } from '../../viewer/viewer.tsx';
import { headingOf } from '../asset/heading.ts';
import { FavouriteButton } from '../gallery/favourite-button.tsx';
import classes from './pane.module.css';

interface PaneProps {
  /** Its place among those that are compared. */
  number: number;
  asked: UseQueryResult<Asset> | undefined;
  /** What all of them show. */
  looking: Looking;
  /** Whether the others have other words. */
  hasPrompt: boolean;
  /** Told whenever its box changes. */
  onFrame?: (frame: Frame | undefined) => void;
  /** Absent: two are the fewest. */
  onLeaveOut?: () => void;
}

/** One of the images that are compared. */
export function Pane({ asked, onLeaveOut, ...props }: PaneProps) {
  if (asked?.data) return <Picture asset={asked.data} {...props} {...(onLeaveOut ? { onLeaveOut } : {})} />;
  return (
    <div className={classes.pane} aria-busy={!asked?.error}>
      {asked?.error ? (
        <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()}>
          {onLeaveOut && (
            <Button size="xs" variant="default" onClick={onLeaveOut}>
              Leave it out
            </Button>
          )}
        </ProblemAlert>
      ) : (
        <Skeleton className={classes.viewer} />
      )}
    </div>
  );
}

type PictureProps = Omit<PaneProps, 'asked'> & { asset: Asset };

function Picture({ number, asset, looking, hasPrompt, onFrame, onLeaveOut }: PictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, asset);
  useGestures(box, { frame, looking, wheel: 'ifHeld' });
  useEffect(() => onFrame?.(frame), [onFrame, frame]);
  const facts = [
    asset.model,
    asset.seed === null ? null : `seed ${asset.seed}`,
    `${asset.width} × ${asset.height}`,
  ].filter((fact) => fact !== null);
  return (
    <figure className={classes.pane}>
      <Viewer
        box={box}
        frame={frame}
        looking={looking}
        picture={asset}
        alt={`Image ${number}: ${headingOf(asset)}`}
        isInPage
        className={classes.viewer}
      />
      <figcaption className={classes.caption}>
        <div className={classes.words}>
          <strong>{number}</strong>
          {hasPrompt && <span className={classes.prompt}>{headingOf(asset)}</span>}
          <span className={classes.facts}>{facts.join(' · ')}</span>
        </div>
        <div className={classes.ways}>
          <FavouriteButton asset={asset} />
          <Button
            component={Link}
            to={`/gallery/${asset.id}`}
            size="xs"
            variant="default"
            aria-label={`Choose image ${number}: open it`}
          >
            Open
          </Button>
          {onLeaveOut && (
            <Button size="xs" variant="subtle" onClick={onLeaveOut} aria-label={`Leave out image ${number}`}>
              ✕
            </Button>
          )}
        </div>
      </figcaption>
    </figure>
  );
}
