import { z } from 'zod';
import { findPicture } from '#core/assets/find-picture.ts';
import { actions, type Block, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { forOneAlone } from '#core/chat/present/alone.ts';
import type { Deps } from '#core/deps.ts';
import { whyNoPicture } from '#core/generations/source-picture.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { mostColours } from '#core/pixel/palettes/palette.ts';
import { paletteNameOption } from '../commands/palette.ts';
import { nothingChanged } from '../define-command.ts';
import { notYours } from '../not-yours.ts';
import { coloursWords, keptCard } from '../palette/cards.ts';
import { coloursOf } from '../palette/colours-of.ts';
import { paletteBlocks } from '../palette/palette-blocks.ts';
import { recolour, recolourOptions } from '../palette/recolour.ts';
import { badPalette, needsAccount } from '../palette/refusals.ts';
import { suggestPalettes } from '../palettes.ts';
import { viewHere } from '../view-here.ts';
import { guestOf } from '../who-opens.ts';
import { defineIntent } from './define-intent.ts';

/** The colours of a result's pictures, for whoever sees them. */
export const paletteOf = defineIntent({
  name: 'palette-of',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    const { deps } = context;
    const { assets } = await viewHere(context, generationId, 'see its palette here');
    const isOne = assets.length === 1;
    const parts = await Promise.all(
      assets.map(async ({ id, position }) => blocksOf(deps, id, isOne ? undefined : position + 1)),
    );
    const blocks = parts.flat();
    return {
      tone: 'notice',
      title: isOne ? 'Its palette' : 'Their palettes',
      blocks: context.isPrivate ? forOneAlone(blocks) : blocks,
    };
  },
});

async function blocksOf(deps: Deps, assetId: string, number: number | undefined): Promise<Block[]> {
  const counts = await coloursOf(deps, assetId);
  const which = number === undefined ? '' : `${number}: `;
  if (!counts) return [text(`${which}More than ${mostColours} colours, so no palette.`)];
  const [first] = counts;
  if (!first) return [text(`${which}It is clear everywhere.`)];
  const most = counts.reduce((best, each) => (each.pixels > best.pixels ? each : best), first);
  const colours = counts.map(({ colour }) => colour);
  const [keep, change] =
    number === undefined ? ['Keep as mine…', 'Recolour…'] : [`Keep ${number} as mine…`, `Recolour ${number}…`];
  return [
    text(`${which}${coloursWords(colours.length)}, most of it ${hexOf(most.colour)}`),
    ...paletteBlocks(deps.config, colours, { number }),
    actions(
      button(keep, { name: 'keep-palette', args: { assetId } }),
      button(change, { name: 'recolour', args: { assetId } }),
    ),
  ];
}

/** The colours of a picture, kept under a name: whoever sees the picture sees them. */
export const keepPaletteOf = defineIntent({
  name: 'keep-palette',
  answer: 'form',
  submitAnswer: 'ephemeral',
  async filled(asker, { assetId }) {
    if (!(await guestOf(asker))?.userId) throw needsAccount();
    if (!(await findPicture(asker.deps, { id: assetId }))) throw await whyNoPicture(asker.deps, assetId);
    return {};
  },
  form: () => ({
    title: 'Keep this palette',
    submit: 'Keep',
    refused: nothingChanged,
    options: z.object({ name: paletteNameOption().meta({ description: 'What it is called' }) }),
  }),
  async submit(context, { assetId }, { name }) {
    const { deps, who } = context;
    if (who.userId === null) throw needsAccount();
    const picture = await findPicture(deps, { id: assetId });
    if (!picture) throw await whyNoPicture(deps, assetId);
    const { generationId, userId } = picture;
    if (generationId !== null) await viewHere(context, generationId, 'keep its palette');
    else if (userId !== who.userId) throw notYours('keep its palette');
    const counts = await coloursOf(deps, assetId);
    if (!counts || counts.length === 0) throw badPalette(`It has more than ${mostColours} colours, or none.`);
    const colours = counts.map(({ colour }) => colour);
    const id = await keepPalette(deps, who.userId, { name, colours });
    return keptCard(deps.config, { id, name, colours, isOwn: true }, []);
  },
});

/** A picture in other colours, for whoever sees it. */
export const recolourIt = defineIntent({
  name: 'recolour',
  answer: 'form',
  submitAnswer: 'channel',
  async filled({ deps }, { assetId }) {
    if (!(await findPicture(deps, { id: assetId }))) throw await whyNoPicture(deps, assetId);
    return {};
  },
  form: () => ({
    title: 'Other colours',
    submit: 'Recolour',
    refused: nothingChanged,
    options: z.object(recolourOptions),
    suggest: { palette: suggestPalettes },
  }),
  submit: (context, { assetId }, wanted) => recolour(context, assetId, wanted),
});
