import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isolated } from '#core/contract/isolated.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ExportButton } from '../../export/export-button.tsx';
import { SendButton } from '../../send/send-button.tsx';
import { ShareButton } from '../../share/share-button.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { DeleteConfirm } from '../gallery/delete-confirm.tsx';
import { FavouriteButton } from '../gallery/favourite-button.tsx';
import { ProjectMenu } from '../gallery/project-menu.tsx';
import { useTrash } from '../gallery/use-trash.ts';
import { CopyPicture } from './copy-picture.tsx';
import classes from './deeds.module.css';
import { Download } from './download.tsx';
import { Rename } from './rename.tsx';
import { useFiles } from './use-files.ts';

interface DeedsProps {
  asset: Asset;
  isDeleting: boolean;
  setDeleting: (isDeleting: boolean) => void;
  onDeleted: () => void;
}

/** What can be done with the image. */
export function Deeds({ asset, isDeleting, setDeleting, onDeleted }: DeedsProps) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([keys.assets, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey })));
  const moving = useMutation({
    mutationFn: (projectId: string | null) => call('moveAssets', { body: { ids: [asset.id], projectId } }),
    onSettled: refresh,
  });
  const files = useFiles(asset);
  // Meanwhile somebody may look at the next one.
  const trashing = useTrash({ onMoved: (ids) => ids.includes(asset.id) && onDeleted() });
  const inProject = asset.project ? `In ${isolated(asset.project.name)}` : 'To project';
  return (
    <div className={classes.deeds}>
      <Download
        asset={asset}
        onConvert={(to) => files.converting.mutate(to)}
        onEnlarge={(factor) => files.enlarging.mutate(factor)}
        isMaking={files.converting.isPending || files.enlarging.isPending}
      />
      <CopyPicture copying={files.copying} />
      <ExportButton of={{ ids: [asset.id] }} />
      <FavouriteButton asset={asset} />
      <ProjectMenu current={asset.projectId} onChoose={(projectId) => moving.mutate(projectId)}>
        <Button
          variant="default"
          className={classes.project}
          loading={moving.isPending}
          aria-label={`Project: ${asset.project?.name ?? 'none'}`}
          title={inProject}
        >
          <span className={classes.projectName}>{inProject}</span>
        </Button>
      </ProjectMenu>
      {asset.source !== 'upload' && <ShareButton ids={[asset.id]} />}
      {asset.source === 'run' && asset.generationId !== null && <SendButton generationId={asset.generationId} />}
      {asset.source !== 'run' && <Rename asset={asset} onRenamed={refresh} />}
      <Button
        variant="subtle"
        className={classes.trash}
        loading={trashing.isPending}
        onClick={() => trashing.mutate([asset.id])}
      >
        Move to trash
      </Button>
      <Button variant="subtle" color="red" className={classes.delete} onClick={() => setDeleting(true)}>
        Delete
      </Button>
      {files.converting.error && <ProblemAlert error={files.converting.error} />}
      {files.enlarging.error && <ProblemAlert error={files.enlarging.error} />}
      {files.copying.error && <ProblemAlert error={files.copying.error} />}
      {moving.error && <ProblemAlert error={moving.error} />}
      <DeleteConfirm
        assets={[asset]}
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => {
          // First, so that the next page shows its neighbours without this one.
          void refresh();
          onDeleted();
        }}
      />
    </div>
  );
}
