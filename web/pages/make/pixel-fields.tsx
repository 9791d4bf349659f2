import { NativeSelect, TextInput } from '@mantine/core';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import { PaletteField } from '../../palettes/palette-field.tsx';
import type { Draft, faultsOf } from './draft.ts';
import classes from './pixel-fields.module.css';

interface PixelFieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  takes: Model['pixel'] | undefined;
  /** What would be refused of a field. */
  said: (field: string) => string | undefined;
  faults: ReturnType<typeof faultsOf>;
}

type DraftPixels = NonNullable<Draft['pixel']>;

/** What models that draw pixel art take beside a size: a field is there where the model takes it, or where something stands in it already. */
export function PixelFields({ draft, change, takes, said, faults }: PixelFieldsProps) {
  const pixel = draft.pixel ?? {};
  const say = (part: { [Name in keyof DraftPixels]?: DraftPixels[Name] | undefined }) => {
    const left = Object.entries({ ...pixel, ...part }).filter(([, value]) => value !== undefined && value !== '');
    change({ pixel: left.length === 0 ? undefined : Object.fromEntries(left) } as Partial<Draft>);
  };
  const { colours, palette, background, preset, seamless, literal } = pixel;
  if (!takes && draft.pixel === undefined) return null;
  const presets = takes?.presets ?? [];
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>Pixel art</legend>
      {(presets.length > 0 || preset !== undefined) && (
        <NativeSelect
          label="Preset"
          description={takes?.grounds ? 'For a set of two grounds, name both: grey stones | lush grass.' : undefined}
          value={preset ?? ''}
          onChange={({ currentTarget }) => say({ preset: currentTarget.value })}
          error={said('preset')}
          data={[
            { value: '', label: 'Its usual one' },
            ...(preset === undefined || presets.includes(preset) ? [] : [{ value: preset, label: inWords(preset) }]),
            ...presets.map((name) => ({ value: name, label: inWords(name) })),
          ]}
        />
      )}
      {(takes || colours !== undefined) && (
        <TextInput
          label="Colours at most"
          placeholder="2 to 256"
          inputMode="numeric"
          maxLength={3}
          value={colours ?? ''}
          onChange={({ currentTarget }) => say({ colours: currentTarget.value.trim() })}
          error={faults.colours ?? said('colours')}
        />
      )}
      {(takes?.palette || palette !== undefined) && (
        <PaletteField
          className={classes.wide}
          value={palette ?? ''}
          onChange={(written) => say({ palette: written })}
          error={said('palette')}
        />
      )}
      {(takes?.background || background !== undefined) && (
        <NativeSelect
          label="Background"
          value={background ?? ''}
          onChange={({ currentTarget }) => say({ background: currentTarget.value === 'none' ? 'none' : undefined })}
          error={said('background')}
          data={[
            { value: '', label: 'As the model draws it' },
            { value: 'none', label: 'None' },
          ]}
        />
      )}
      {(takes?.seamless || seamless !== undefined) && (
        <NativeSelect
          label="Seamless"
          value={seamless ?? ''}
          onChange={({ currentTarget }) => say({ seamless: ways.find((way) => way === currentTarget.value) })}
          error={said('seamless')}
          data={[
            { value: '', label: 'No' },
            { value: 'x', label: 'Side by side' },
            { value: 'y', label: 'One above the other' },
            { value: 'both', label: 'Both ways' },
          ]}
        />
      )}
      {(takes?.literal || literal !== undefined) && (
        <NativeSelect
          label="Your words"
          value={literal ? 'literal' : ''}
          onChange={({ currentTarget }) => say({ literal: currentTarget.value === 'literal' ? true : undefined })}
          error={said('literal')}
          data={[
            { value: '', label: 'The model may add some' },
            { value: 'literal', label: 'As they are' },
          ]}
        />
      )}
    </fieldset>
  );
}

const ways = ['x', 'y', 'both'] as const;
const inWords = (preset: string) => preset.replaceAll('_', ' ');
