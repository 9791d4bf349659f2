import { z } from 'zod';
import { rdTile } from '#core/models/rd-tile.ts';
import { seedSchema } from '#core/models/seed.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from '../begin-generation.ts';
import { defineCommand } from '../define-command.ts';
import { imageOption } from '../fields.ts';
import { opensOwnModel } from '../imagine-form.ts';
import { ownPictureOption, suggestOwnPictures } from '../own-picture.ts';
import { suggestPalettes } from '../palettes.ts';
import { suggestOwnProjects } from '../project.ts';
import { suggestTileSizes, tilesCosts, tilesFaults, tilesOptions, tilesWanted } from '../tiles-options.ts';
import { imagineOptions, wantedBy } from './imagine.ts';

const { colours, palette, literal, project, pay, private: isPrivate } = imagineOptions.shape;

/** The plain door to the model for tiles: /imagine with it makes the same. */
export const tiles = defineCommand({
  name: 'tiles',
  group: 'make',
  description: `Make tiles that fit together: one, variations, or a set of two grounds, for ${credits(rdTile.priceCredits)}`,
  answer: 'channel',
  options: z.object({
    ...tilesOptions,
    image: imageOption('A tile to vary, or a picture of the ground').optional(),
    reference: ownPictureOption().optional(),
    colours,
    palette,
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same tiles again' }),
    literal,
    project,
    pay,
    private: isPrivate,
  }),
  suggest: {
    size: suggestTileSizes,
    reference: suggestOwnPictures,
    palette: suggestPalettes,
    project: suggestOwnProjects,
  },
  hasPrivacy: true,
  costs: tilesCosts,
  faults: tilesFaults,
  opens: opensOwnModel,

  async run(context, { prompt, around, kind, ...options }) {
    const hasPicture = options.image !== undefined || options.reference !== undefined;
    const wanted = tilesWanted({ prompt, around, kind }, hasPicture);
    await beginGeneration(context, await wantedBy(context, { ...options, ...wanted, model: rdTile.name }));
    return undefined;
  },
});
