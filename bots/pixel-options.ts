import { z } from 'zod';
import type { Suggestion } from '#core/chat/card/form.ts';
import type { WrittenPixels } from '#core/make/written-pixels.ts';
import { findImageModel, models } from '#core/models/catalogue.ts';
import { seamlessWays } from '#core/models/pixel-inputs.ts';
import { fewestColours, mostColours } from '#core/models/pixel-wish.ts';
import type { Asker } from './define-command.ts';
import { switchOption } from './fields.ts';

/** What only models that draw pixel art take. */
export const pixelOptions = {
  colours: z
    .int()
    .min(fewestColours)
    .max(mostColours)
    .optional()
    .meta({ description: 'Pixel art: at most so many colours' }),
  palette: z.string().trim().min(1).max(4000).optional().meta({
    description: 'Pixel art: these colours alone; one of yours, a classic as pico-8, or hex as 1a1c2c,f4f4f4',
    hint: 'pico-8',
  }),
  background: z.enum(['none']).optional().meta({ description: 'Pixel art: none, with nothing behind it' }),
  preset: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'Pixel art: a style of the model’s own', hint: 'game_asset' }),
  seamless: z
    .enum(seamlessWays)
    .optional()
    .meta({ description: 'Pixel art: no seam where it is laid beside itself, along x, y or both' }),
  literal: switchOption('Pixel art: your words as they are; the model adds none', {
    title: 'Words',
    labels: { yes: 'As they are', no: 'The model may add some' },
  }).optional(),
};

export type SaidOfPixels = { [Name in keyof typeof pixelOptions]?: z.output<(typeof pixelOptions)[Name]> };

export const writtenPixels = ({ literal, ...said }: SaidOfPixels): WrittenPixels => ({
  ...said,
  literal: literal === 'yes',
});

/** The presets of the model that is filled in, or of each that has some. */
export function suggestPresets(typed: string, { given }: Pick<Asker, 'given'>): Suggestion[] {
  const named = typeof given?.model === 'string' ? findImageModel(given.model) : undefined;
  const offering = (named ? [named] : models).filter(({ pixel }) => pixel !== undefined);
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const presets = [...new Set(offering.flatMap(({ pixel }) => pixel?.presets ?? []))];
  const ofOne = (preset: string) => {
    const having = offering.filter(({ pixel }) => pixel?.presets.includes(preset)).map(({ name }) => name);
    return having.length === offering.length ? '' : ` · ${having.join(', ')}`;
  };
  return presets
    .filter((preset) => preset.includes(wanted))
    .map((preset) => ({ label: `${preset.replaceAll('_', ' ')}${ofOne(preset)}`, value: preset }));
}
