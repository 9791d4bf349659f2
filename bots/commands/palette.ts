import { z } from 'zod';
import type { Card } from '#core/chat/card/card.ts';
import { quoted } from '#core/contract/isolated.ts';
import { findPaletteByName } from '#core/palettes/find-named.ts';
import { listPalettes, paletteNames } from '#core/palettes/list-palettes.ts';
import { defineCommand, nothingChanged } from '../define-command.ts';
import { imageOption } from '../fields.ts';
import { ownPictureOption, suggestOwnPictures } from '../own-picture.ts';
import { addPalette } from '../palette/add.ts';
import { deletingCard, listCard, paletteCard } from '../palette/cards.ts';
import { extracted } from '../palette/extract.ts';
import { lockHere, unlockHere } from '../palette/lock-here.ts';
import { swapped } from '../palette/recolour.ts';
import { needsAccount, noPalette } from '../palette/refusals.ts';
import { suggestPalettes } from '../palettes.ts';
import { badOptions, refuseUnused } from '../parse-options.ts';

const acts = ['list', 'show', 'add', 'extract', 'swap', 'use', 'leave', 'delete'] as const;

/** So many say what a picture looks like. */
const usualCount = 16;

export const paletteNameOption = () => z.string().trim().min(1).max(80);
export const coloursOption = () =>
  z.string().trim().min(1).max(4000).meta({
    description: 'To add: colours in hex, JSON or CSS, or the text of a palette file',
    hint: '1a1c2c f4f4f4',
    kind: 'words',
  });

export const palette = defineCommand({
  name: 'palette',
  group: 'find',
  description: 'Your palettes: list, show, add, delete; take a picture’s, swap it, lock a project to one',
  answer: 'ephemeral',
  refused: nothingChanged,
  options: z.object({
    what: z.enum(acts).default('list').meta({
      title: 'What to do',
      description: 'What to do; use and leave: in this channel’s project',
      kind: 'main',
    }),
    name: paletteNameOption()
      .optional()
      .meta({ description: 'Which palette; to add or extract: what it is to be called; to swap: the new one' }),
    colours: coloursOption().optional(),
    file: imageOption('To add: a palette file, or a picture of colours; to extract: any picture').optional(),
    reference: ownPictureOption()
      .optional()
      .meta({ description: 'To extract or swap: a picture of yours, last or by name' }),
    count: z
      .int()
      .min(1)
      .max(256)
      .optional()
      .meta({ description: 'To extract: at most so many colours; left out: 16' }),
  }),
  suggest: { name: suggestPalettes, reference: suggestOwnPictures },

  async run(context, { what, name, colours, file, reference, count }): Promise<Card | undefined> {
    const { deps, who, ask } = context;
    const isAdding = what === 'add';
    const isExtracting = what === 'extract';
    const isSwapping = what === 'swap';
    refuseUnused(
      what,
      {
        ...(what === 'list' || what === 'leave' ? { name } : {}),
        ...(isAdding ? {} : { colours }),
        ...(isAdding || isExtracting ? {} : { file }),
        ...(isExtracting ? {} : { count }),
        ...(isExtracting || isSwapping ? {} : { reference }),
      },
      nothingChanged,
    );
    switch (what) {
      case 'list': {
        const own = who.userId === null ? [] : await listPalettes(deps, { userId: who.userId });
        return listCard(deps.config, own, ask.target.platform);
      }
      case 'add':
        return addPalette(context, { name, colours, file });
      case 'extract':
        return extracted(context, { file, reference, name, count: count ?? usualCount });
      case 'swap':
        return swapped(context, { palette: name, reference });
      case 'leave':
        return unlockHere(context);
      case 'show':
      case 'use':
      case 'delete':
        break;
    }
    if (name === undefined) throw badOptions([`Name is missing: which palette to ${what}`], undefined, nothingChanged);
    const found = await findPaletteByName(deps, who.userId, name);
    if (!found) throw noPalette(name, who.userId === null ? [] : await paletteNames(deps, who.userId));
    if (what === 'show') return paletteCard(deps.config, found);
    if (what === 'use') return lockHere(context, found);
    if (who.userId === null) throw needsAccount();
    if (!found.isOwn)
      throw badOptions([`${quoted(found.name)} is a well-known one, which nobody deletes`], undefined, nothingChanged);
    return deletingCard(found);
  },
});
