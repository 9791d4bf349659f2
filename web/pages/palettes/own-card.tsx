import { Menu, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isolated } from '#core/contract/isolated.ts';
import type { OwnPalette } from '#core/contract/pages/palettes.ts';
import { visible } from '#core/contract/visible.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { paletteOfOwn } from '../../palettes/use-palettes.ts';
import { coloursText } from '../../palettes/words.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { PaletteCard } from './palette-card.tsx';

/** A palette of one's own: it can be renamed and deleted. */
export function OwnCard({ palette }: { palette: OwnPalette }) {
  const client = useQueryClient();
  const [asks, setAsks] = useState<'name' | 'delete'>();
  const close = () => setAsks(undefined);
  const refresh = () =>
    Promise.all([keys.palettes, keys.projects].map((queryKey) => client.invalidateQueries({ queryKey })));
  return (
    <>
      <PaletteCard
        palette={{ ...paletteOfOwn(palette), name: palette.name }}
        words={[coloursText(palette.colours.length), ...lockedText(palette.projects)].join(' · ')}
        items={
          <>
            <Menu.Item onClick={() => setAsks('name')}>Rename</Menu.Item>
            <Menu.Item onClick={() => setAsks('delete')}>Delete</Menu.Item>
          </>
        }
      />
      <Dialog opened={asks === 'name'} onClose={close} title="Rename this palette">
        {asks === 'name' && <Name palette={palette} onRenamed={refresh} onDone={close} />}
      </Dialog>
      <Confirm
        opened={asks === 'delete'}
        onClose={close}
        title={`Delete ${isolated(palette.name)}?`}
        confirmLabel="Delete the palette"
        isDangerous
        onConfirm={async () => {
          await call('deletePalette', { params: { id: palette.id } });
          await refresh();
        }}
      >
        <p>
          What was made with it stays. {palette.projects > 0 && 'Projects that were locked to it are locked to none. '}
          This cannot be undone.
        </p>
      </Confirm>
    </>
  );
}

const lockedText = (projects: number) =>
  projects === 0 ? [] : [projects === 1 ? 'locks 1 project' : `locks ${projects} projects`];

interface NameProps {
  palette: OwnPalette;
  onRenamed: () => Promise<unknown>;
  onDone: () => void;
}

function Name({ palette, onRenamed, onDone }: NameProps) {
  const form = useForm({
    fields: ['name'],
    check: ({ name }) => (visible(name) === '' ? { name: 'Give the palette a name.' } : {}),
    async submit({ name }) {
      await call('renamePalette', { params: { id: palette.id }, body: { name } });
      await onRenamed();
    },
    onDone,
  });
  return (
    <Form form={form} submitLabel="Rename" fullWidth>
      <TextInput label="Name" defaultValue={palette.name} maxLength={80} autoComplete="off" {...form.field('name')} />
    </Form>
  );
}
