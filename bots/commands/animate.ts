import { z } from 'zod';
import { rdAnimation } from '#core/models/rd-animation.ts';
import { seedSchema } from '#core/models/seed.ts';
import { credits } from '#core/words.ts';
import { animationCosts, animationFaults, animationOptions, suggestFrameSizes } from '../animation-options.ts';
import { beginGeneration } from '../begin-generation.ts';
import { defineCommand } from '../define-command.ts';
import { imageOption } from '../fields.ts';
import { opensOwnModel } from '../imagine-form.ts';
import { ownPictureOption, suggestOwnPictures } from '../own-picture.ts';
import { suggestPalettes } from '../palettes.ts';
import { suggestOwnProjects } from '../project.ts';
import { imagineOptions, wantedBy } from './imagine.ts';

const { colours, palette, literal, project, pay, private: isPrivate } = imagineOptions.shape;

/** The plain door to the model for animations: /imagine with it makes the same. */
export const animate = defineCommand({
  name: 'animate',
  group: 'make',
  description: `Make pixel art that moves: walks, poses, effects, for ${credits(rdAnimation.priceCredits)}`,
  answer: 'channel',
  options: z.object({
    ...animationOptions,
    image: imageOption('A picture of who moves: it is drawn anew, to look like it').optional(),
    reference: ownPictureOption().optional(),
    seed: seedSchema.optional().meta({ description: 'The same seed and words make the same animation again' }),
    colours,
    palette,
    literal,
    project,
    pay,
    private: isPrivate,
  }),
  suggest: {
    size: suggestFrameSizes,
    reference: suggestOwnPictures,
    palette: suggestPalettes,
    project: suggestOwnProjects,
  },
  hasPrivacy: true,
  costs: animationCosts,
  faults: animationFaults,
  opens: opensOwnModel,

  async run(context, { kind, ...options }) {
    await beginGeneration(context, await wantedBy(context, { ...options, model: rdAnimation.name, preset: kind }));
    return undefined;
  },
});
