import './gallery.css';
import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Filter, Filters, useFilter } from './filters.tsx';
import { Grid } from './grid.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';

/** All images, newest first. */
export default function GalleryPage() {
  const { filter, set, clear } = useFilter();
  const assets = useAssets(filter);
  const items = assets.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.map(({ id }) => id));
  const { hasNextPage, isFetching, fetchNextPage } = assets;
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);

  return (
    <Page
      title="Gallery"
      actions={
        items.length > 0 &&
        !selection.isOn && (
          <Button variant="default" onClick={selection.begin}>
            Select
          </Button>
        )
      }
    >
      <Filters filter={filter} set={set} />
      {selection.isOn && <SelectionBar selection={selection} />}
      {assets.error && <ProblemAlert error={assets.error} onRetry={() => void assets.refetch()} />}
      {assets.isPending && <Skeleton height={320} aria-label="Loading your images" />}
      {assets.data && items.length === 0 && <Nothing isFiltered={Object.keys(filter).length > 0} clear={clear} />}
      {items.length > 0 && <Grid assets={items} selection={selection} onEnd={hasNextPage ? more : undefined} />}
      <p role="status" className="visually-hidden">
        {assets.data && `${items.length}${hasNextPage ? ' or more' : ''} images`}
      </p>
    </Page>
  );
}

function useAssets(filter: Filter) {
  const { project, platform, ...rest } = filter;
  return useInfiniteQuery({
    queryKey: [...keys.assets, filter],
    queryFn: ({ pageParam, signal }) =>
      call('listAssets', {
        query: {
          ...rest,
          ...(project ? { project } : {}),
          ...(platform === 'discord' || platform === 'slack' ? { platform } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
          limit: 60,
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (isFiltered)
    return (
      <EmptyState
        icon="gallery"
        title="No image is like that"
        action={
          <Button variant="default" onClick={clear}>
            Show all
          </Button>
        }
      >
        Try fewer filters or other words.
      </EmptyState>
    );
  return (
    <EmptyState icon="gallery" title="No images yet">
      Type <code>/imagine a fox knight</code> in a chat that you have linked. It appears here by itself.
    </EmptyState>
  );
}
