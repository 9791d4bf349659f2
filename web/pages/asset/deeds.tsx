import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asset } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { DeleteConfirm } from '../gallery/delete-confirm.tsx';
import { ProjectMenu } from '../gallery/project-menu.tsx';

/** What can be done with it. */
export function Deeds({ asset, onDeleted }: { asset: Asset; onDeleted: () => void }) {
  const client = useQueryClient();
  const [isDeleting, setDeleting] = useState(false);
  const refresh = () =>
    Promise.all([keys.assets, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey })));
  const moving = useMutation({
    mutationFn: (projectId: string | null) => call('moveAssets', { body: { ids: [asset.id], projectId } }),
    onSettled: refresh,
  });
  const inProject = asset.project ? `In ${asset.project.name}` : 'Add to project';
  return (
    <div className="asset-deeds">
      <Button component="a" href={asset.downloadUrl} download>
        Download
      </Button>
      <ProjectMenu current={asset.projectId} onChoose={(projectId) => moving.mutate(projectId)}>
        <Button
          variant="default"
          className="asset-project"
          loading={moving.isPending}
          aria-label={`Project: ${asset.project?.name ?? 'none'}`}
          title={inProject}
        >
          <span>{inProject}</span>
        </Button>
      </ProjectMenu>
      <Button variant="subtle" color="red" className="asset-delete" onClick={() => setDeleting(true)}>
        Delete
      </Button>
      {moving.error && <ProblemAlert error={moving.error} />}
      <DeleteConfirm
        assets={[asset]}
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={async () => {
          onDeleted();
          await refresh();
        }}
      />
    </div>
  );
}
