import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { defaultsOf } from './defaults-of.ts';

export function ProjectCard({ project, onEdit }: { project: Project; onEdit: () => void }) {
  const client = useQueryClient();
  const [isDeleting, setDeleting] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: keys.projects });
  const isArchived = project.archivedAt !== null;
  const archiving = useMutation({
    mutationFn: () => call('updateProject', { params: { id: project.id }, body: { archived: !isArchived } }),
    onSuccess: refresh,
  });
  return (
    <li className="sheet project" data-archived={isArchived || undefined}>
      <Link to={`/gallery?project=${project.id}`} className="project-cover" aria-label={`Images of ${project.name}`}>
        {project.covers.map((cover) => (
          <Thumbnail key={cover.thumbnailUrl} picture={cover} alt="" />
        ))}
        {project.covers.length === 0 && <PixelIcon name="projects" size={40} />}
      </Link>
      <div className="project-words">
        <h2>{project.name}</h2>
        <p className="small">
          {project.assetCount === 1 ? '1 image' : `${project.assetCount.toLocaleString('en')} images`}
          {isArchived && ' · archived'}
        </p>
        <p className="small unbroken">{defaultsOf(project)}</p>
      </div>
      <div className="ways">
        <Button size="xs" variant="default" onClick={onEdit} aria-label={`Edit ${project.name}`}>
          Edit
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={archiving.isPending}
          onClick={() => archiving.mutate()}
          aria-label={`${isArchived ? 'Bring back' : 'Archive'} ${project.name}`}
        >
          {isArchived ? 'Bring back' : 'Archive'}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          onClick={() => setDeleting(true)}
          aria-label={`Delete ${project.name}`}
        >
          Delete
        </Button>
      </div>
      {archiving.error && <ProblemAlert error={archiving.error} />}
      <Confirm
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${project.name}?`}
        confirmLabel="Delete the project"
        isDangerous
        onConfirm={async () => {
          await call('deleteProject', { params: { id: project.id } });
          await refresh();
        }}
      >
        <p>Its images stay in your gallery, in no project. Its defaults are gone.</p>
      </Confirm>
    </li>
  );
}
