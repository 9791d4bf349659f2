import { Menu, UnstyledButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '#core/contract/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { menuOptions } from '../../shell/menu-options.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { imagesText } from '../gallery/words.ts';
import { Cover } from './cover.tsx';
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
    <li className="project" data-archived={isArchived || undefined} aria-busy={archiving.isPending}>
      <Cover covers={project.covers} />
      <div className="project-line">
        <div className="project-words">
          <h2>
            <Link to={`/gallery?project=${project.id}`}>{project.name}</Link>
          </h2>
          <p className="small">{imagesText(project.assetCount)}</p>
          <p className="small project-defaults">{defaultsOf(project)}</p>
        </div>
        <Menu {...menuOptions} position="bottom-end">
          <Menu.Target>
            <UnstyledButton className="project-more" aria-label={`More about ${project.name}`}>
              <span aria-hidden="true">⋯</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>Rename, set defaults</Menu.Item>
            <Menu.Item onClick={() => archiving.mutate()}>{isArchived ? 'Bring back' : 'Archive'}</Menu.Item>
            <Menu.Divider />
            <Menu.Item className="project-delete" onClick={() => setDeleting(true)}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
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
        <p>{staying(project.assetCount)} Its defaults are gone, and chat does not know its name any more.</p>
        {!isArchived && <p>To only put it out of sight, archive it.</p>}
      </Confirm>
    </li>
  );
}

function staying(count: number): string {
  if (count === 0) return 'There is no image in it.';
  return count === 1
    ? 'Its image stays in your gallery, in no project.'
    : `Its ${imagesText(count)} stay in your gallery, in no project.`;
}
