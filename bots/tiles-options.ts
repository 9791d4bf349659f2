import { z } from 'zod';
import { plainWords } from '#core/chat/card/text.ts';
import { Failure } from '#core/failure.ts';
import { checkTakes, nearestSize } from '#core/generations/model-takes.ts';
import { sizeOfText, type WantedSize } from '#core/models/define-model.ts';
import { exactSize } from '#core/models/exact-size.ts';
import { groundsInOne } from '#core/models/grounds.ts';
import { priceOf } from '#core/models/plan.ts';
import { rdTile } from '#core/models/rd-tile.ts';
import type { FieldFault, FormCosts, Suggest } from './define-command.ts';
import {
  countOf,
  countOption,
  isCount,
  leastCount,
  mostCount,
  picturesGiven,
  priceWords,
  promptOption,
} from './image-options.ts';
import { badOptions } from './parse-options.ts';

/** What people call the presets of rd-tile. */
export const tileKinds = ['tile', 'variations', 'tileset'] as const;
export type TileKind = (typeof tileKinds)[number];

const presets = { tile: 'single_tile', variations: 'tile_variation', tileset: 'tileset' } as const;

/** The side of a square tile, or both sides. */
const tileSize = () =>
  z
    .string()
    .max(40)
    .transform((text, context): WantedSize => {
      const side = /^\s*(\d{1,4})\s*(?:px)?\s*$/i.exec(text)?.[1];
      const size = sizeOfText(side === undefined ? text : `${side}x${side}`);
      if (size !== undefined) return size;
      context.addIssue({ code: 'custom', message: 'must be pixels such as 16, or 16x24' });
      return z.NEVER;
    })
    .meta({ description: 'Pixels of one tile, such as 16 or 32; left out: 32', hint: '32' });

export const tilesOptions = {
  prompt: promptOption().meta({ description: 'The ground, such as grey stones; pixel art by itself' }),
  around: z.string().trim().min(1).max(1000).optional().meta({
    title: 'Around it',
    description: 'A second ground around it, such as lush grass: makes a set of both',
    kind: 'words',
  }),
  kind: z
    .enum(tileKinds)
    .optional()
    .meta({
      description: 'Left out: a set if there is a second ground, variations of a picture, else one tile',
      labels: {
        tile: 'One tile that goes on beside itself · 16 to 64',
        variations: 'Variations of your tile · 16 to 128',
        tileset: 'A set of two grounds, 20 tiles and 48 for cells · 16 to 32',
      },
    }),
  size: tileSize().optional(),
  count: countOption(),
};

interface Told {
  prompt: string;
  around?: string | undefined;
  kind?: TileKind | undefined;
}

/** The prompt and the preset that was meant. @throws Failure bad_options, for a second ground of what has one */
export function tilesWanted({ prompt, around, kind }: Told, hasPicture: boolean): { prompt: string; preset: string } {
  const meant = kind ?? (around !== undefined ? 'tileset' : hasPicture ? 'variations' : 'tile');
  if (around !== undefined && meant !== 'tileset')
    throw badOptions([`A second ground is for a tileset, and ${kindWords[meant]} of one`]);
  return { prompt: around === undefined ? prompt : groundsInOne(prompt, around), preset: presets[meant] };
}

const kindWords = { tile: 'a tile is', variations: 'variations are', tileset: 'a tileset is not' } as const;

/** What the model does not draw, said while a form is open. */
export function tilesFaults(values: Readonly<Record<string, unknown>>): FieldFault[] {
  const { prompt = '', around, kind, size = 'square' } = values as Partial<Told> & { size?: WantedSize };
  const pictures = picturesGiven(values);
  try {
    const wanted = tilesWanted({ prompt, around, kind }, pictures > 0);
    checkTakes(rdTile, { prompt: wanted.prompt, size, pictures, pixel: { preset: wanted.preset } });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const says = `${error.title}. ${plainWords(error.next)}`;
    switch (error.code) {
      case 'bad_options':
        return [{ name: 'around', says }];
      case 'takes_no_size':
        return [{ name: 'size', says, near: nearestSize(rdTile, size, presetIn({ around, kind }, pictures)) }];
      case 'needs_image':
      case 'takes_fewer_images':
        return [{ name: 'image', says }];
      default:
        throw error;
    }
  }
}

const presetIn = ({ around, kind }: Pick<Told, 'around' | 'kind'>, pictures: number) =>
  tilesWanted({ prompt: '', around, kind }, pictures > 0).preset;

export const tilesCosts: FormCosts = {
  decidedBy: ['count'],
  of: ({ count }) => ({
    each: priceOf(rdTile, 1),
    count: countOf(count),
    fault: isCount(count) ? undefined : `It makes ${leastCount} to ${mostCount} at once.`,
  }),
};

const usualSides = [16, 24, 32, 48, 64, 96, 128];

/** The sides that are drawn of what is filled in so far, with the total, unless that is said beside it. */
export const suggestTileSizes: Suggest = (typed, { given = {}, isTotalSaid = false }) => {
  const { around, kind } = given as Partial<Told>;
  const pictures = picturesGiven(given);
  // A second ground of what has one is refused in words of its own.
  const preset = presetIn({ around: kind === undefined ? around : undefined, kind }, pictures);
  const price = priceWords(rdTile, isTotalSaid ? undefined : countOf(given.count), 'square', pictures);
  return usualSides
    .filter((side) => `${side}`.startsWith(typed.trim()))
    .filter((side) => nearestSize(rdTile, exactSize(square(side)), preset) === undefined)
    .map((side) => ({ label: `${side} × ${side} pixels a tile${price}`, value: `${side}` }));
};

const square = (side: number) => ({ width: side, height: side });
