import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useProjects } from './use-projects.ts';
import { mostAtOnce, type Selection } from './use-selection.ts';

const images = (count: number) => (count === 1 ? '1 image' : `${count} images`);

/** What can be done with the chosen images. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const client = useQueryClient();
  const projects = useProjects();
  const [isDeleting, setDeleting] = useState(false);
  const { ids } = selection;
  const refresh = () =>
    Promise.all([keys.assets, keys.projects, keys.home].map((queryKey) => client.invalidateQueries({ queryKey })));

  const moving = useMutation({
    mutationFn: (projectId: string | null) => call('moveAssets', { body: { ids, projectId } }),
    onSuccess: async () => {
      selection.end();
      await refresh();
    },
  });
  const downloading = useMutation({
    mutationFn: () => call('downloadAssets', { body: { ids } }),
    onSuccess: ({ url }) => window.location.assign(url), // a file: the page stays
  });
  const isNone = ids.length === 0;
  return (
    <section className="selection" aria-label="Chosen images">
      <span role="status">
        {images(ids.length)} chosen{ids.length === mostAtOnce && ` (at most ${mostAtOnce} at once)`}
      </span>
      <div className="ways">
        <Button size="xs" variant="default" onClick={selection.all}>
          Choose all shown
        </Button>
        <Menu>
          <Menu.Target>
            <Button size="xs" variant="default" disabled={isNone} loading={moving.isPending}>
              Move to project
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(projects.data?.items ?? [])
              .filter(({ archivedAt }) => archivedAt === null)
              .map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => moving.mutate(id)}>
                  {name}
                </Menu.Item>
              ))}
            <Menu.Item onClick={() => moving.mutate(null)}>No project</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button
          size="xs"
          variant="default"
          disabled={isNone}
          loading={downloading.isPending}
          onClick={() => downloading.mutate()}
        >
          Download zip
        </Button>
        <Button size="xs" color="red" disabled={isNone} onClick={() => setDeleting(true)}>
          Delete
        </Button>
        <Button size="xs" variant="subtle" onClick={selection.end}>
          Done
        </Button>
      </div>
      {moving.error && <ProblemAlert error={moving.error} />}
      {downloading.error && <ProblemAlert error={downloading.error} />}
      <Confirm
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${images(ids.length)} for good?`}
        confirmLabel="Delete for good"
        isDangerous
        onConfirm={async () => {
          await call('deleteAssets', { body: { ids } });
          selection.end();
          await refresh();
        }}
      >
        <DeleteWords />
      </Confirm>
    </section>
  );
}

export function DeleteWords() {
  return (
    <p>
      This cannot be undone. The message in chat that shows it goes away too; other images of the same request stay in
      your gallery. The credits stay spent.
    </p>
  );
}
