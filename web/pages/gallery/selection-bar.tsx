import { Button, CloseButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ExportButton } from '../../export/export-button.tsx';
import { ShareButton } from '../../share/share-button.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { CompareButton } from '../compare/compare-button.tsx';
import { ProjectMenu } from './project-menu.tsx';
import { mostAtOnce } from './selection.ts';
import classes from './selection-bar.module.css';
import { useFavour } from './use-favour.ts';
import type { Selection } from './use-selection.ts';
import { useTrash } from './use-trash.ts';
import { imagesText } from './words.ts';

interface SelectionBarProps {
  assets: readonly AssetSummary[];
  selection: Selection;
  /** Called after an action on them, with what was done if nothing else says it. */
  onDone: (done?: string) => void;
}

/** Actions for the selected images. At the bottom of the window, so that nothing moves when it appears. */
export function SelectionBar({ assets, selection, onDone }: SelectionBarProps) {
  const client = useQueryClient();
  const { ids } = selection;
  const finish = async (done?: string) => {
    await Promise.all(
      [keys.assets, keys.projects, keys.home].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
    onDone(done);
  };
  const moving = useMutation({
    mutationFn: (projectId: string | null) => call('moveAssets', { body: { ids, projectId } }),
    onSuccess: (_, projectId) =>
      finish(
        `${imagesText(ids.length)} ${ids.length === 1 ? 'is' : 'are'} in ${projectId === null ? 'no' : 'the'} project.`,
      ),
  });
  const downloading = useMutation({
    mutationFn: () => call('downloadAssets', { body: { ids } }),
    onSuccess: ({ url }) => window.location.assign(url), // a download: the page stays
  });
  const one = ids.length === 1 ? assets.find(({ id }) => id === ids[0]) : undefined;
  const covering = useMutation({
    mutationFn: ({ projectId, coverId }: { projectId: string; coverId: string }) =>
      call('updateProject', { params: { id: projectId }, body: { coverId } }),
    onSuccess: () => finish('It is its project’s cover.'),
  });
  const favouring = useFavour();
  const trashing = useTrash({ onMoved: () => onDone() });
  const error = moving.error ?? downloading.error ?? covering.error;
  const isNone = ids.length === 0;
  const areFavourites = !isNone && assets.every(({ id, isFavourite }) => isFavourite || !selection.has(id));
  const button = { size: 'xs', variant: 'default', disabled: isNone } as const;
  return (
    <section className={classes.selection} aria-label="Selected images">
      {error && <ProblemAlert error={error} />}
      <div className={classes.line}>
        <CloseButton aria-label="Leave the selection" onClick={() => onDone()} />
        <span className={classes.count} role="status">
          {imagesText(ids.length)} selected{ids.length === mostAtOnce && `, the most at once`}
        </span>
        <div className={classes.ways}>
          <Button {...button} disabled={false} onClick={selection.all}>
            Select all shown
          </Button>
          <Button {...button} onClick={() => favouring.mutate({ ids, isFavourite: !areFavourites })}>
            {areFavourites ? 'No longer favourites' : 'Mark as favourites'}
          </Button>
          <CompareButton ids={ids} />
          <ProjectMenu onChoose={(projectId) => moving.mutate(projectId)}>
            <Button {...button} loading={moving.isPending}>
              Move to project
            </Button>
          </ProjectMenu>
          {one?.projectId && (
            <Button
              {...button}
              loading={covering.isPending}
              onClick={() => one.projectId && covering.mutate({ projectId: one.projectId, coverId: one.id })}
            >
              Use as its project’s cover
            </Button>
          )}
          <Button {...button} loading={downloading.isPending} onClick={() => downloading.mutate()}>
            Download zip
          </Button>
          <ExportButton size="xs" of={{ ids }} disabled={isNone} />
          <ShareButton size="xs" ids={ids} disabled={isNone} />
          <Button {...button} loading={trashing.isPending} onClick={() => trashing.mutate(ids)}>
            Move to trash
          </Button>
        </div>
      </div>
    </section>
  );
}
