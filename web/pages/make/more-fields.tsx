import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { longestNegativePrompt } from '#core/contract/pages/made.ts';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import type { Pixels } from '#core/contract/pages/shapes.ts';
import { useProjects } from '../gallery/use-projects.ts';
import { type Draft, type faultsOf, typedPixels } from './draft.ts';
import classes from './more-fields.module.css';

interface MoreFieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  model: Model | undefined;
  usual: Answered<'getMakeDefaults'>;
  /** What would be refused of a field. */
  said: (field: string) => string | undefined;
  faults: ReturnType<typeof faultsOf>;
}

/** What is rarer: a field is there where the model takes it, or where something stands in it already. */
export function MoreFields({ draft, change, model, usual, said, faults }: MoreFieldsProps) {
  const { seed, negativePrompt, strength, references, projectId, format } = draft;
  const projects = useProjects();
  const open = (projects.data?.items ?? []).filter(({ archivedAt, id }) => archivedAt === null || id === projectId);
  const project = open.find(({ id }) => id === projectId);
  const has = {
    strength: (model?.takesStrength && references.length > 0) || strength !== undefined,
    negative: model?.takesNegativePrompt || negativePrompt !== '',
    seed: model?.takesSeed || seed !== '',
  };
  return (
    <>
      {has.strength && (
        <Strength value={strength} onChange={(value) => change({ strength: value })} error={said('strength')} />
      )}
      {has.negative && (
        <TextInput
          label="What must not be in it"
          value={negativePrompt}
          onChange={({ currentTarget }) => change({ negativePrompt: currentTarget.value })}
          maxLength={longestNegativePrompt}
          error={said('negativePrompt')}
        />
      )}
      {(open.length > 0 || projectId !== undefined) && (
        <NativeSelect
          label="Project"
          value={projectId ?? ''}
          onChange={({ currentTarget }) => change(ofProject(currentTarget.value, open))}
          error={said('project')}
          description={project?.defaults.style ? `Its style is added: ${project.defaults.style}` : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={[
            { value: '', label: 'No project' },
            ...(projectId !== undefined && !project ? [{ value: projectId, label: 'A project that is gone' }] : []),
            ...open.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Rare isOpen={seed !== '' || format !== undefined}>
        {has.seed && (
          <TextInput
            label="Seed"
            description="The same seed and words make the same image again. Empty: a new one each time."
            inputMode="numeric"
            value={seed}
            onChange={({ currentTarget }) => change({ seed: currentTarget.value })}
            error={faults.seed ?? said('seed')}
            maxLength={10}
          />
        )}
        <NativeSelect
          label="File"
          value={format ?? usual.format}
          onChange={({ currentTarget }) => change({ format: currentTarget.value === 'png' ? 'png' : 'best' })}
          data={[
            { value: 'best', label: 'As the model makes it best' },
            { value: 'png', label: 'PNG' },
          ]}
        />
      </Rare>
    </>
  );
}

/** Its defaults are taken along, as in chat; what it does not say stays. */
function ofProject(
  id: string,
  projects: ReadonlyArray<{
    id: string;
    defaults: {
      model: string | null;
      size: string | null;
      format: 'best' | 'png' | null;
      pixel: Omit<Pixels, 'palette'> | null;
    };
  }>,
): Partial<Draft> {
  const { model, size, format, pixel } = projects.find((each) => each.id === id)?.defaults ?? {};
  return {
    projectId: id === '' ? undefined : id,
    ...(model ? { model, modelBefore: undefined } : {}),
    ...(size ? { size } : {}),
    ...(format ? { format } : {}),
    ...(pixel ? { pixel: typedPixels(pixel) } : {}),
  } as Partial<Draft>;
}

const steps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const inPercent = (strength: number) => `${Math.round(strength * 1000) / 10} %`;

interface StrengthProps {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  error: string | undefined;
}

function Strength({ value, onChange, error }: StrengthProps) {
  const offered = value === undefined || steps.includes(value) ? steps : [value, ...steps];
  return (
    <NativeSelect
      label="How much of the picture is changed"
      value={value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : Number(currentTarget.value))}
      error={error}
      data={[
        { value: '', label: 'As the model does by itself' },
        ...offered.map((each) => ({ value: String(each), label: inPercent(each) })),
      ]}
    />
  );
}

/** Folded away, until somebody wants them or one of them says something. */
function Rare({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [isWanted, setWanted] = useState(isOpen);
  const id = useId();
  const shown = isWanted || isOpen;
  return (
    <div className={classes.rare}>
      <Button
        type="button"
        size="xs"
        variant="subtle"
        className={classes.more}
        aria-expanded={shown}
        aria-controls={id}
        disabled={isOpen}
        onClick={() => setWanted(!isWanted)}
      >
        {shown ? 'Fewer settings' : 'More settings'}
      </Button>
      <div id={id} className={classes.fields} hidden={!shown}>
        {children}
      </div>
    </div>
  );
}
