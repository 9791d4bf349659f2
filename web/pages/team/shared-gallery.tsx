import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SharedImage } from '#core/contract/pages/team-gallery.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import part from '../billing/part.module.css';
import strip from '../home/strip.module.css';
import { ratioOf, stripPlace } from '../home/strip-place.ts';
import classes from './shared-gallery.module.css';
import { SharedView } from './shared-view.tsx';

const pageSize = 30;

/** What the team paid for and members show to each other. */
export function SharedGallery({ teamId, isManager }: { teamId: string; isManager: boolean }) {
  const [shownId, setShownId] = useState<string>();
  const shared = useInfiniteQuery({
    queryKey: [...keys.teamGallery, teamId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('listTeamAssets', {
        params: { id: teamId },
        query: { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const images = shared.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = images.find(({ id }) => id === shownId);
  return (
    <section className={part.part} aria-labelledby="team-gallery" aria-busy={shared.isPending}>
      <h2 id="team-gallery">Shared gallery</h2>
      <p className={text.small}>
        What the team paid for stays with whoever asked for it. Here is what they chose to show, on the image’s own
        page; their words are not shown.
      </p>
      {shared.error && <ProblemAlert error={shared.error} onRetry={() => void shared.refetch()} />}
      {shared.isPending && <Skeleton height={160} aria-label="Loading the shared gallery" />}
      {shared.data && images.length === 0 && <p className={text.soft}>Nothing is shared yet.</p>}
      {images.length > 0 && (
        <ul className={strip.strip}>
          {images.map((image) => (
            <li key={image.id} style={stripPlace(ratioOf(image))}>
              <button type="button" className={classes.image} onClick={() => setShownId(image.id)}>
                <Thumbnail picture={image} alt={altOf(image)} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shared.hasNextPage && (
        <div>
          <Button variant="default" loading={shared.isFetchingNextPage} onClick={() => void shared.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <SharedView image={shown} teamId={teamId} isManager={isManager} onClose={() => setShownId(undefined)} />
    </section>
  );
}

const altOf = ({ by, isMine }: SharedImage) => (isMine ? 'An image of yours' : `An image of ${by}`);
