import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { visible } from '#core/contract/visible.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { usePalettes } from '../../palettes/use-palettes.ts';
import { coloursText } from '../../palettes/words.ts';
import { creditsText } from '../../shell/credits.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';
import { CoverChoice } from './cover-choice.tsx';
import { PixelDefaults, pixelNames, pixelsTyped } from './pixel-defaults.tsx';

interface ProjectFormProps {
  editing: Project | 'new' | undefined;
  onClose: () => void;
  onSaved?: ((project: Project) => void) | undefined;
}

/** Creates a project, or edits its name, notes, cover and defaults. */
export function ProjectForm({ editing, onClose, onSaved }: ProjectFormProps) {
  const isNew = editing === 'new';
  return (
    <Dialog opened={editing !== undefined} onClose={onClose} title={isNew ? 'New project' : 'Edit the project'}>
      {editing !== undefined && <Fields project={isNew ? undefined : editing} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  );
}

function Fields({
  project,
  onClose,
  onSaved,
}: Pick<ProjectFormProps, 'onClose' | 'onSaved'> & { project: Project | undefined }) {
  const client = useQueryClient();
  const models = useQuery({ queryKey: keys.models, queryFn: ({ signal }) => call('listModels', { signal }) });
  const settings = useQuery({
    queryKey: keys.preferences,
    queryFn: ({ signal }) => call('getPreferences', { signal }),
  });
  const palettes = usePalettes();
  const form = useForm({
    fields: ['name', 'notes', 'coverId', 'model', 'size', 'format', 'style', 'paletteId', ...pixelNames],
    check: ({ name, colours, cells }) => ({
      ...(visible(name) === '' ? { name: 'Give the project a name.' } : {}),
      ...(/^\s*(\d{1,5}\s*[x×]\s*\d{1,5})?\s*$/i.test(cells) ? {} : { cells: 'Width and height, such as 32x32.' }),
      ...(/^\s*\d{0,3}\s*$/.test(colours) ? {} : { colours: 'A whole number, from 2 to 256.' }),
    }),
    async submit({ name, notes, coverId, style, ...chosen }) {
      const format = chosen.format === 'png' ? ('png' as const) : null;
      const [model, paletteId] = [chosen.model || null, chosen.paletteId || null];
      const size = chosen.cells.trim() || chosen.size || null;
      const pixel = pixelsTyped(chosen, project?.defaults.pixel);
      const body = { name, notes, defaults: { model, size, format, pixel, style, paletteId } };
      const saved = await (project
        ? call('updateProject', { params: { id: project.id }, body: { ...body, coverId: coverId || null } })
        : call('createProject', { body }));
      onSaved?.(saved);
      await client.invalidateQueries({ queryKey: keys.projects });
    },
    onDone: onClose,
  });
  const size = project?.defaults.size ?? undefined;
  const cells = size !== undefined && /^\d/.test(size) ? size : undefined;
  if (!models.data || settings.isPending || palettes.isPending) return <p className={text.soft}>Loading…</p>;
  return (
    <Form form={form} submitLabel={project ? 'Save' : 'Create'} fullWidth>
      <TextInput label="Name" defaultValue={project?.name ?? ''} maxLength={80} {...form.field('name')} />
      <Textarea
        label="Notes"
        description="For you alone."
        defaultValue={project?.notes ?? ''}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        {...form.field('notes')}
      />
      {project && <CoverChoice project={project} />}
      <NativeSelect
        label="Model"
        defaultValue={project?.defaults.model ?? ''}
        {...form.field('model')}
        data={[
          { value: '', label: unlessChosen(settings.data?.preferences.model) },
          ...models.data.items.map(({ name, label, priceCredits }) => ({
            value: name,
            label: `${label} · ${creditsText(priceCredits)}`,
          })),
        ]}
      />
      <NativeSelect
        label="Size"
        defaultValue={cells === undefined ? (project?.defaults.size ?? '') : ''}
        {...form.field('size')}
        data={[{ value: '', label: unlessChosen(settings.data?.preferences.size) }, ...models.data.sizes]}
      />
      <NativeSelect
        label="File"
        defaultValue={project?.defaults.format ?? ''}
        {...form.field('format')}
        data={[
          { value: '', label: 'As the model makes it best' },
          { value: 'png', label: 'PNG' },
        ]}
      />
      <NativeSelect
        label="Palette"
        description="Pixel art that is made in this project keeps to its colours."
        defaultValue={project?.defaults.paletteId ?? ''}
        {...form.field('paletteId')}
        data={[
          { value: '', label: 'None' },
          ...(palettes.data?.items ?? []).map(({ id, name, colours }) => ({
            value: id,
            label: `${name} · ${coloursText(colours.length)}`,
          })),
        ]}
      />
      <PixelDefaults pixel={project?.defaults.pixel ?? null} cells={cells} field={form.field} />
      <TextInput
        label="Style"
        description="Added to every prompt asked for in this project."
        defaultValue={project?.defaults.style ?? ''}
        maxLength={300}
        {...form.field('style')}
      />
    </Form>
  );
}

/** What is used where the project names nothing. */
const unlessChosen = (own: string | null | undefined) =>
  own == null ? 'UPixel’s own default' : `As in your settings (${own})`;
