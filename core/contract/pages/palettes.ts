import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { line } from './shapes.ts';

const byId = z.object({ id: z.uuid() });
const tag = 'Palettes';
const time = z.iso.datetime();

/** As CSS has it: `#1a2b3c`. */
export const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'Write the colour like #1a2b3c.');
const colours = z.array(colour).min(1, 'There is no colour in it.').max(256, 'At most 256 colours.');
const paletteName = line.min(1, 'Give the palette a name.').max(80, 'At most 80 characters.');

export const palette = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** In their order; one may stand twice. */
    colours: z.array(colour),
    /** What they are called, as many; empty if none has a name. */
    names: z.array(z.string()),
    /** How many projects are locked to it. */
    projects: z.int(),
    createdAt: time,
  })
  .meta({ id: 'Palette' });
export type OwnPalette = z.infer<typeof palette>;

/** Palettes that an account keeps. */
export const paletteEndpoints = {
  listPalettes: {
    method: 'GET',
    path: '/api/palettes',
    summary: 'Your palettes, by name',
    tag,
    answer: z.object({ items: z.array(palette) }),
  },
  createPalette: {
    method: 'POST',
    path: '/api/palettes',
    summary: 'Keeps a palette, at most 100 of 256 colours',
    begins: true,
    tag,
    body: z
      .object({
        name: paletteName,
        colours,
        names: z
          .array(line.max(60, 'At most 60 characters.'))
          .optional()
          .describe('What the colours are called, as many as they are; empty for one without a name.'),
      })
      .refine(({ colours, names }) => names === undefined || names.length === 0 || names.length === colours.length, {
        path: ['names'],
        message: 'As many names as colours, or none.',
      }),
    answer: palette,
  },
  renamePalette: {
    method: 'PATCH',
    path: '/api/palettes/:id',
    summary: 'Gives a palette another name',
    tag,
    params: byId,
    body: z.object({ name: paletteName }),
    answer: palette,
  },
  deletePalette: {
    method: 'DELETE',
    path: '/api/palettes/:id',
    summary: 'Deletes a palette; what was made with it stays, and projects are locked to it no longer',
    tag,
    params: byId,
  },
} as const satisfies Record<string, Endpoint>;
