import { z } from 'zod';
import { findPicture } from '#core/assets/find-picture.ts';
import { originalLink } from '#core/assets/original-link.ts';
import { recolourAsset } from '#core/assets/recolour-asset.ts';
import { reduceAsset } from '#core/assets/reduce-asset.ts';
import { actions, images, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link, more } from '#core/chat/card/controls.ts';
import { forOneAlone } from '#core/chat/present/alone.ts';
import { dithers } from '#core/contract/dithers.ts';
import { ditherWords, swapWords } from '#core/contract/recolour-words.ts';
import { Failure } from '#core/failure.ts';
import { findSourcePicture } from '#core/generations/source-picture.ts';
import { paletteWritten } from '#core/make/palette-written.ts';
import { priceOfTool } from '#core/models/tools.ts';
import { mostColours } from '#core/pixel/palettes/palette.ts';
import { planSwap, type SwapWay } from '#core/pixel/palettes/swap.ts';
import type { Colours } from '#core/pixel/picture.ts';
import type { Context } from '../dispatch.ts';
import { namedPictures } from '../own-picture.ts';
import { badOptions } from '../parse-options.ts';
import { pixelOptions } from '../pixel-options.ts';
import { thumbnailsIn } from '../thumbnails.ts';
import { coloursOf } from './colours-of.ts';
import { needsAccount } from './refusals.ts';

const ways = ['ramps', 'order', 'nearest'] as const satisfies readonly SwapWay[];

const nothing = 'Nothing was made, and it cost nothing.';

/** What one may say of an image’s other colours, beside which image. */
export const recolourOptions = {
  palette: pixelOptions.palette.meta({
    description: 'One of yours, a classic as pico-8, or hex as 1a1c2c,f4f4f4',
    hint: 'pico-8',
  }),
  way: z
    .enum(ways)
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

/** Keeps one's image in other colours as a new one; what it was made from stays. @throws Failure not_linked, bad_options, unknown_palette, and what recolourAsset and reduceAsset throw */
export async function recolour(context: Context, assetId: string, wanted: z.output<typeof said>): Promise<Card> {
  const { deps, who, ask } = context;
  const { userId } = who;
  if (userId === null) throw needsAccount();
  const id = await made(context, { userId, id: assetId }, wanted);
  const small = (await thumbnailsIn(ask.target.platform, deps, [id])).get(id);
  return {
    tone: 'done',
    title: 'In other colours',
    blocks: [
      text('It is kept as a new image, and the first one stays as it is.'),
      ...(small ? [images({ filename: 'recoloured.png', alt: 'The image in other colours', url: small.url })] : []),
      ...forOneAlone([await actionsOf(context, id)]),
      note('It cost nothing. Whatever takes a picture of yours takes it, too.'),
    ],
  };
}

/** What one can do with it, as with a result: it is on nobody else's card. */
async function actionsOf({ deps }: Context, id: string) {
  const upscale = priceOfTool('upscale', await findSourcePicture(deps, id));
  const asset = { assetId: id };
  return actions(
    ...(upscale.applies ? [button(upscale.label, { name: 'upscale', args: asset })] : []),
    button('Export…', { name: 'export-image', args: asset }),
    button('Recolour…', { name: 'recolour', args: asset }),
    link('Open', `${deps.config.publicUrl}/gallery/${id}`),
    link('Download', originalLink(deps.config, id, { isDownload: true })),
    ...more(
      { label: 'Use as reference', does: { name: 'use-reference', args: asset } },
      { label: 'Keep its palette…', does: { name: 'keep-palette', args: asset } },
    ),
  );
}

/** The same of one that they name, or else their last one: each ramp of its colours becomes one of the palette. @throws Failure bad_reference, and as recolour */
export async function swapped(
  context: Context,
  { palette, reference = 'last' }: { palette: string | undefined; reference?: string | undefined },
): Promise<Card> {
  if (palette === undefined) throw badOptions(['Name is missing: in which palette it is to be'], undefined, nothing);
  const [own] = await namedPictures(context, reference);
  if (!own) throw badOptions(['Which picture is missing'], 'Name one of yours, such as last.', nothing);
  return recolour(context, own.id, said.parse({ palette }));
}

type Whose = { userId: string; id: string };

async function made({ deps }: Context, whose: Whose, { palette, way, count, dither }: z.output<typeof said>) {
  if ((palette === undefined) === (count === undefined))
    throw badOptions(
      [palette === undefined ? 'Which colours is missing' : 'It is either a palette or fewer of its own colours'],
      'Name a palette, such as pico-8, or say how many colours it may have.',
      nothing,
    );
  const reduction = { dither };
  if (palette === undefined) return reduceAsset(deps, whose, { to: count ?? mostColours, reduction });
  const { colours } = await paletteWritten(deps, whose.userId, palette);
  if (way === 'nearest') return reduceAsset(deps, whose, { to: colours, reduction });
  if (dither !== 'none')
    throw badOptions(
      ['A pattern goes with the nearest colours, or with fewer'],
      'Choose no pattern, or nearest.',
      nothing,
    );
  return recolourAsset(deps, whose, planSwap(await ownColours(deps, whose), colours, way));
}

async function ownColours(deps: Context['deps'], whose: Whose): Promise<Colours> {
  // Whether it is theirs, and there, the recolouring says.
  if (!(await findPicture(deps, whose))) return [];
  const counts = await coloursOf(deps, whose.id);
  if (!counts) throw tooManyColours();
  return counts.map(({ colour }) => colour);
}

const tooManyColours = () =>
  new Failure('cannot_recolour', {
    title: 'It has too many colours to swap',
    happened: `The picture has more than ${mostColours}, as no pixel art has. ${nothing}`,
    next: 'Choose Make pixel art in its menu first, which is free; or Fewer colours on its page in your gallery.',
  });
