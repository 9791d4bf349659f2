import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Project } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Form } from '../../forms/form.tsx';
import { useForm } from '../../forms/use-form.ts';
import { creditsText } from '../../shell/credits.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import text from '../../shell/text.module.css';
import { CoverChoice } from './cover-choice.tsx';

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
  const form = useForm({
    fields: ['name', 'notes', 'coverId', 'model', 'size', 'format', 'style'],
    check: ({ name }) => (name.trim() === '' ? { name: 'Give the project a name.' } : {}),
    async submit({ name, notes, coverId, model, size, format, style }) {
      const ofFile = format === 'png' ? ('png' as const) : null;
      const body = { name, notes, defaults: { model: model || null, size: size || null, format: ofFile, style } };
      const saved = await (project
        ? call('updateProject', { params: { id: project.id }, body: { ...body, coverId: coverId || null } })
        : call('createProject', { body }));
      onSaved?.(saved);
      await client.invalidateQueries({ queryKey: keys.projects });
    },
    onDone: onClose,
  });
  if (!models.data || settings.isPending) return <p className={text.soft}>Loading…</p>;
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
        defaultValue={project?.defaults.size ?? ''}
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
