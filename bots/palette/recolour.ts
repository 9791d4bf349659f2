import { z } from 'zod';
import { dithers } from '#core/contract/dithers.ts';
import { ditherWords, swapWays, swapWords } from '#core/contract/recolour-words.ts';
import { paletteWritten } from '#core/make/palette-written.ts';
import { recolouringOfAsset } from '#core/make/recolouring.ts';
import type { ColourWish } from '#core/palettes/in-other-colours.ts';
import { mostColours } from '#core/pixel/palettes/palette.ts';
import { beginGeneration } from '../begin-generation.ts';
import type { Context } from '../dispatch.ts';
import { namedPictures } from '../own-picture.ts';
import { badOptions } from '../parse-options.ts';
import { pixelOptions } from '../pixel-options.ts';

const nothing = 'Nothing was made, and it cost nothing.';

/** What one may say of an image’s other colours, beside which image. */
export const recolourOptions = {
  palette: pixelOptions.palette.meta({
    description: 'One of yours, a classic as pico-8, or hex as 1a1c2c,f4f4f4',
    hint: 'pico-8',
  }),
  way: z
    .enum(swapWays)
    .default('ramps')
    .meta({ title: 'How', description: 'How its colours become those of the palette', labels: swapWords }),
  count: z
    .int()
    .min(1)
    .max(mostColours)
    .optional()
    .meta({ title: 'Fewer colours', description: 'At most so many of its own, in place of a palette' }),
  dither: z.enum(dithers).default('none').meta({
    title: 'Pattern',
    description: 'Mixes two colours; for fewer colours, and for nearest',
    labels: ditherWords,
  }),
};
const said = z.object(recolourOptions);

/** A picture in other colours, whoever's it is: a request like any, which costs nothing. @throws Failure bad_options, unknown_palette, and what recolouringOfAsset and beginGeneration throw */
export async function recolour(context: Context, assetId: string, wanted: z.output<typeof said>): Promise<undefined> {
  const { deps, who } = context;
  const pixel = await colourWish(context, wanted);
  await beginGeneration(context, await recolouringOfAsset(deps, assetId, { who, pixel }));
}

/** The same of one that they name, or else their last one, for them alone: each ramp of its colours becomes one of the palette. @throws Failure bad_reference, and as recolour */
export async function swapped(
  context: Context,
  { palette, reference = 'last' }: { palette: string | undefined; reference?: string | undefined },
): Promise<undefined> {
  if (palette === undefined) throw badOptions(['Name is missing: in which palette it is to be'], undefined, nothing);
  const [own] = await namedPictures(context, reference);
  if (!own) throw badOptions(['Which picture is missing'], 'Name one of yours, such as last.', nothing);
  return recolour({ ...context, isPrivate: true }, own.id, said.parse({ palette }));
}

async function colourWish(
  { deps, who }: Context,
  { palette, way, count, dither }: z.output<typeof said>,
): Promise<ColourWish> {
  if ((palette === undefined) === (count === undefined))
    throw badOptions(
      [palette === undefined ? 'Which colours is missing' : 'It is either a palette or fewer of its own colours'],
      'Name a palette, such as pico-8, or say how many colours it may have.',
      nothing,
    );
  if (palette === undefined) return { colours: count, recolouring: { way: 'nearest', dither } };
  if (way !== 'nearest' && dither !== 'none')
    throw badOptions(
      ['A pattern goes with the nearest colours, or with fewer'],
      'Choose no pattern, or nearest.',
      nothing,
    );
  return { palette: await paletteWritten(deps, who.userId, palette), recolouring: { way, dither } };
}
