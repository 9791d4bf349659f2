import { Button } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useEscape } from '../../client/use-escape.ts';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { ProjectForm } from '../projects/project-form.tsx';
import { Filters } from './filters.tsx';
import { Grid, type GridHandle } from './grid.tsx';
import { groupsOf, isByTime } from './groups.ts';
import { useCameFrom } from './last-seen.ts';
import { Nothing } from './nothing.tsx';
import classes from './page.module.css';
import { ProjectHead } from './project-head.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { GridSkeleton } from './skeleton.tsx';
import { useAssets } from './use-assets.ts';
import { narrowedBy, useFilter } from './use-filter.ts';
import { useFilterWords } from './use-filter-words.ts';
import { useProjects } from './use-projects.ts';
import { useSelection } from './use-selection.ts';
import { useWaiting } from './use-waiting.ts';
import { useView } from './view.ts';
import { foundText } from './words.ts';

/** Scrolled no further than this, the gallery still shows the newest images. */
const topPx = 40;

/** All images, newest first or as sorted; or a project's. */
export default function GalleryPage() {
  const { filter, set, change, clear } = useFilter();
  const narrowed = narrowedBy(filter);
  const isFiltered = narrowed.length > 0;
  const words = useFilterWords();
  // Who sees has them as buttons above.
  const others = narrowed.flatMap((name) => (name === 'q' ? [] : [words(name, filter[name] ?? '')]));
  const { grouping, density } = useView();
  const assets = useAssets(filter);
  const items = useMemo(() => assets.data?.pages.flatMap((page) => page.items) ?? [], [assets.data]);
  const grid = useRef<GridHandle>(null);
  const isSelecting = useRef(false);
  const waiting = useWaiting(items, {
    list: assets.data === undefined || assets.isPlaceholderData ? undefined : JSON.stringify(filter),
    isBusy: () => isSelecting.current || window.scrollY > topPx || grid.current?.isInUse() === true,
  });
  const shown = waiting.shown;
  const groups = useMemo(
    () => groupsOf(shown, isByTime(filter.sort) ? grouping : 'none', new Date()),
    [shown, grouping, filter.sort],
  );
  const selection = useSelection(useMemo(() => shown.map(({ id }) => id), [shown]));
  isSelecting.current = selection.isOn;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = assets;
  const more = useCallback(() => {
    if (!isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isFetching, isFetchNextPageError, fetchNextPage]);
  const project = useProjects().data?.items.find(({ id }) => id === filter.project);
  const [isEditing, setEditing] = useState(false);
  const [done, setDone] = useState('');
  const initialId = useCameFrom();

  const leave = () => {
    selection.end();
    grid.current?.focus();
  };
  useEscape(selection.isOn, leave);

  return (
    <Page
      title={project?.name ?? 'Gallery'}
      {...(project ? { description: <ProjectHead project={project} /> } : {})}
      areActionsBeside
      actions={
        <>
          {project && (
            <Button variant="default" onClick={() => setEditing(true)}>
              Edit project
            </Button>
          )}
          <Button component={Link} to="/trash" variant="subtle">
            Trash
          </Button>
          {shown.length > 0 && (
            <Button variant="default" onClick={selection.isOn ? leave : selection.begin} aria-pressed={selection.isOn}>
              Select
            </Button>
          )}
        </>
      }
    >
      <div className={classes.gallery}>
        {(items.length > 0 || isFiltered || assets.isPending) && (
          <Filters filter={filter} set={set} change={change} clear={clear} />
        )}
        <p role="status" className={!isFiltered || items.length === 0 ? text.visuallyHidden : classes.found}>
          {assets.data && (
            <>
              {foundText({ count: assets.data.pages[0]?.total ?? shown.length, words: filter.q })}
              <span className={text.visuallyHidden}>{others.map((other) => ` · ${other}`)}</span>
            </>
          )}
        </p>
        <div className={classes.fresh} role="status">
          {waiting.fresh.length > 0 && (
            <Button
              radius="xl"
              onClick={() => {
                waiting.show();
                window.scrollTo({ top: 0 });
                grid.current?.focus(0);
              }}
            >
              {waiting.fresh.length === 1 ? '1 new image' : `${waiting.fresh.length} new images`}
            </Button>
          )}
        </div>
        {assets.error && !isFetchNextPageError && (
          <ProblemAlert error={assets.error} onRetry={() => void assets.refetch()}>
            {isFiltered && (
              <Button size="xs" variant="default" onClick={clear}>
                Show all images
              </Button>
            )}
          </ProblemAlert>
        )}
        {assets.isPending && <GridSkeleton density={density} />}
        {assets.data && items.length === 0 && <Nothing filter={filter} set={set} clear={clear} />}
        {shown.length > 0 && (
          <Grid
            handle={grid}
            assets={shown}
            selection={selection}
            filter={filter}
            initialId={initialId}
            density={density}
            groups={groups}
            onEnd={hasNextPage ? more : undefined}
          />
        )}
        {isFetchNextPageError && <ProblemAlert error={assets.error} onRetry={() => void fetchNextPage()} />}
        {selection.isOn && (
          <SelectionBar
            assets={shown}
            selection={selection}
            onDone={(words = '') => {
              setDone(words);
              leave();
            }}
          />
        )}
        <p role="status" className={text.visuallyHidden}>
          {done}
        </p>
      </div>
      <ProjectForm editing={isEditing ? project : undefined} onClose={() => setEditing(false)} />
    </Page>
  );
}
