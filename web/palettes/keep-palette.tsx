import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { visible } from '#core/contract/visible.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';
import { Form } from '../forms/form.tsx';
import { useForm } from '../forms/use-form.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Swatches } from './swatches.tsx';

const longestName = 80;
const longestColourName = 60;

/** Asks what a palette is to be called, and keeps it. */
export function KeepPalette({ palette, onClose }: { palette: Palette | undefined; onClose: () => void }) {
  return (
    <Dialog opened={palette !== undefined} onClose={onClose} title="Keep this palette">
      {palette && <Fields palette={palette} onDone={onClose} />}
    </Dialog>
  );
}

function Fields({ palette, onDone }: { palette: Palette; onDone: () => void }) {
  const keep = useKeep();
  const form = useForm({
    fields: ['name'],
    check: ({ name }) => (visible(name) === '' ? { name: 'Give the palette a name.' } : {}),
    submit: ({ name }) => keep({ ...palette, name }),
    onDone,
  });
  return (
    <Form form={form} submitLabel="Keep" fullWidth>
      <Swatches palette={palette} />
      <TextInput
        label="Name"
        defaultValue={palette.name ?? ''}
        maxLength={longestName}
        autoComplete="off"
        {...form.field('name')}
      />
    </Form>
  );
}

/** Keeps a palette under its name, without what is clear in it. @throws ProblemError */
export function useKeep() {
  const client = useQueryClient();
  return async ({ name = '', colours, names, clear }: Palette): Promise<void> => {
    const isOpaque = (_: unknown, index: number) => index !== clear;
    await call('createPalette', {
      body: {
        name: name.slice(0, longestName),
        colours: colours.filter(isOpaque).map(hexOf),
        ...(names ? { names: names.filter(isOpaque).map((each) => each.slice(0, longestColourName)) } : {}),
      },
    });
    await client.invalidateQueries({ queryKey: keys.palettes });
  };
}
