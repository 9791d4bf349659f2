import { z } from 'zod';
import { deletePalette } from '#core/palettes/delete-palette.ts';
import { findPaletteById } from '#core/palettes/find-named.ts';
import { coloursOption, paletteNameOption } from '../commands/palette.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { imageOption } from '../fields.ts';
import { addPalette } from '../palette/add.ts';
import { deletedCard, deletingCard, paletteCard } from '../palette/cards.ts';
import { lockHere } from '../palette/lock-here.ts';
import { paletteGone } from '../palette/refusals.ts';
import { defineIntent } from './define-intent.ts';

/** @throws Failure unknown_palette */
async function chosen({ deps, who }: Context, id: string) {
  const found = await findPaletteById(deps, who.userId, id);
  if (!found) throw paletteGone();
  return found;
}

export const showPalette = defineIntent({
  name: 'show-palette',
  answer: 'ephemeral',
  run: async (context, { palette }) => paletteCard(context.deps.config, await chosen(context, palette)),
});

export const usePalette = defineIntent({
  name: 'use-palette',
  answer: 'ephemeral',
  run: async (context, { palette }) => lockHere(context, await chosen(context, palette)),
});

export const askDeletePalette = defineIntent({
  name: 'ask-delete-palette',
  answer: 'ephemeral',
  async run(context, { palette }) {
    return deletingCard(await chosen(context, palette));
  },
});

export const removePalette = defineIntent({
  name: 'delete-palette',
  answer: 'in-place',
  async run(context, { palette }) {
    const { id, name, isOwn } = await chosen(context, palette);
    const { userId } = context.who;
    if (userId === null || !isOwn) throw paletteGone();
    await deletePalette(context.deps, { id, userId });
    return deletedCard(name);
  },
});

export const addOne = defineIntent({
  name: 'add-palette',
  answer: 'form',
  submitAnswer: 'ephemeral',
  form: () => ({
    title: 'New palette',
    submit: 'Keep',
    ...{ typedAs: 'palette', typedFirst: { name: 'what', value: 'add' } },
    refused: nothingChanged,
    options: z.object({
      colours: coloursOption().optional(),
      file: imageOption('Or a palette file, or a picture of colours').optional(),
      name: paletteNameOption().optional().meta({ description: 'What it is called; left out: as the file is' }),
    }),
  }),
  submit: (context, _args, given) => addPalette(context, given),
});
