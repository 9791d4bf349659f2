import { z } from 'zod';
import { actions, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { isolated } from '#core/contract/isolated.ts';
import { deletePalette } from '#core/palettes/delete-palette.ts';
import { findPaletteById } from '#core/palettes/find-named.ts';
import { coloursOption, deletedCard, paletteNameOption } from '../commands/palette.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { imageOption } from '../fields.ts';
import { addPalette } from '../palette/add.ts';
import { paletteCard } from '../palette/cards.ts';
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

/** Asks first: it does not come back. */
export const askDeletePalette = defineIntent({
  name: 'ask-delete-palette',
  answer: 'ephemeral',
  async run(context, { palette }) {
    const { id, name } = await chosen(context, palette);
    return {
      tone: 'notice',
      title: `Delete ${isolated(name)}?`,
      blocks: [
        text('What was made with it stays. Projects that are locked to it are locked to none. This cannot be undone.'),
        actions(button('Delete for good', { name: 'delete-palette', args: { palette: id } }, 'danger')),
      ],
    };
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
    refused: nothingChanged,
    options: z.object({
      colours: coloursOption().optional(),
      file: imageOption('Or a palette file, or a picture of colours').optional(),
      name: paletteNameOption().optional().meta({ description: 'What it is called; left out: as the file is' }),
    }),
  }),
  submit: (context, _args, given) => addPalette(context, given),
});
