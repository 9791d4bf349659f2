import { Checkbox, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { isolated, quoted } from '#core/contract/isolated.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { zipParts } from '#core/contract/project-zip.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ExportDialog } from '../../export/export-dialog.tsx';
import { Confirm } from '../../shell/confirm.tsx';
import { cx } from '../../shell/cx.ts';
import { MoreMenu } from '../../shell/more-menu.tsx';
import { showNote } from '../../shell/note.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { imagesText } from '../gallery/words.ts';
import { Cover } from './cover.tsx';
import { defaultsOf } from './defaults-of.ts';
import classes from './project-card.module.css';

export function ProjectCard({ project, onEdit }: { project: Project; onEdit: () => void }) {
  const client = useQueryClient();
  const [isDeleting, setDeleting] = useState(false);
  const [isWithImages, setWithImages] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: keys.projects });
  const isArchived = project.archivedAt !== null;
  const parts = Array.from({ length: zipParts(project.assetCount) }, (_, index) => index + 1);
  const put = async (archived: boolean) => {
    await call('updateProject', { params: { id: project.id }, body: { archived } });
    await refresh();
  };
  const archiving = useMutation({
    mutationFn: () => put(!isArchived),
    // The card goes to the other list.
    onSuccess: () =>
      showNote({
        words: `${quoted(project.name)} is ${isArchived ? 'back' : 'archived'}.`,
        undo: () => put(isArchived),
      }),
  });
  return (
    <li className={classes.project} aria-busy={archiving.isPending}>
      <Cover covers={project.covers} isArchived={isArchived} className={classes.cover} />
      <div className={classes.line}>
        <div className={classes.words}>
          <h2>
            <Link to={`/gallery?project=${project.id}`}>{project.name}</Link>
          </h2>
          <p className={text.small}>{imagesText(project.assetCount)}</p>
          <p className={cx(text.small, classes.defaults)}>{defaultsOf(project)}</p>
          {project.notes !== '' && <p className={cx(text.small, classes.notes)}>{project.notes}</p>}
        </div>
        <MoreMenu of={project.name}>
          <Menu.Item onClick={onEdit}>Edit</Menu.Item>
          {project.assetCount > 0 && (
            <Menu.Item component={Link} to={`/projects/${project.id}/colours`}>
              Swap colours…
            </Menu.Item>
          )}
          {parts.map((part) => (
            <Menu.Item
              key={part}
              component="a"
              href={plainPaths.projectZip(project.id) + (parts.length > 1 ? `?part=${part}` : '')}
              download
            >
              {parts.length > 1 ? `Download zip ${part} of ${parts.length}` : 'Download zip'}
            </Menu.Item>
          ))}
          {project.assetCount > 0 && <Menu.Item onClick={() => setExporting(true)}>Export…</Menu.Item>}
          <Menu.Item onClick={() => archiving.mutate()}>{isArchived ? 'Bring back' : 'Archive'}</Menu.Item>
          <Menu.Divider />
          <Menu.Item className={classes.delete} onClick={() => setDeleting(true)}>
            Delete
          </Menu.Item>
        </MoreMenu>
      </div>
      {archiving.error && <ProblemAlert error={archiving.error} />}
      <ExportDialog
        of={{ projectId: project.id, images: project.assetCount }}
        opened={isExporting}
        onClose={() => setExporting(false)}
      />
      <Confirm
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${isolated(project.name)}?`}
        confirmLabel="Delete the project"
        isDangerous
        onConfirm={async () => {
          const params = { id: project.id };
          await (isWithImages ? call('eraseProject', { params }) : call('deleteProject', { params }));
          await refresh();
          showNote({ words: `${quoted(project.name)} is deleted.` });
        }}
      >
        {project.assetCount > 0 && (
          <Checkbox
            checked={isWithImages}
            onChange={(event) => setWithImages(event.currentTarget.checked)}
            label="Delete its images, too, with their words: here and in chat, for good"
          />
        )}
        <p>
          {isWithImages ? '' : staying(project.assetCount)} Its notes and defaults are gone, and chat does not know its
          name any more.
        </p>
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
