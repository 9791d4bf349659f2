import { NativeSelect, TextInput } from '@mantine/core';
import type { Project } from '#core/contract/pages/project-shapes.ts';

export const pixelNames = ['cells', 'colours', 'background', 'preset'] as const;
type Name = (typeof pixelNames)[number];

type ProjectPixels = NonNullable<Project['defaults']['pixel']>;

interface PixelDefaultsProps {
  pixel: ProjectPixels | null;
  /** As a request keeps it, `64x64`; undefined: a shape, or nothing. */
  cells: string | undefined;
  field: (name: Name) => object;
}

/** What pixel art takes that is made in the project; models that draw none leave it. */
export function PixelDefaults({ pixel, cells, field }: PixelDefaultsProps) {
  const { colours, background, preset } = pixel ?? {};
  return (
    <>
      <TextInput
        label="Pixels"
        description="For pixel art, such as 32x32; a model that draws no exact pixels takes the nearest shape."
        maxLength={20}
        defaultValue={cells ?? ''}
        {...field('cells')}
      />
      <TextInput
        label="Colours at most"
        description="Of pixel art, as what follows; 2 to 256."
        inputMode="numeric"
        maxLength={3}
        defaultValue={colours ?? ''}
        {...field('colours')}
      />
      <NativeSelect
        label="Background"
        defaultValue={background ?? ''}
        {...field('background')}
        data={[
          { value: '', label: 'As the model draws it' },
          { value: 'none', label: 'None' },
        ]}
      />
      <TextInput
        label="Preset"
        description="A style of the model’s own, such as game_asset."
        maxLength={40}
        defaultValue={preset ?? ''}
        {...field('preset')}
      />
    </>
  );
}

/** Null: nothing is said. What has no field stays as it was. */
export function pixelsTyped(
  { colours, background, preset }: Omit<Record<Name, string>, 'cells'>,
  before: ProjectPixels | null | undefined,
): ProjectPixels | null {
  const { colours: _colours, background: _background, preset: _preset, ...others } = before ?? {};
  const said: ProjectPixels = {
    ...others,
    ...(colours.trim() === '' ? {} : { colours: Number(colours) }),
    ...(background === 'none' ? { background } : {}),
    ...(preset.trim() === '' ? {} : { preset: preset.trim() }),
  };
  return Object.keys(said).length === 0 ? null : said;
}
