import { z } from 'zod';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { Failure } from '#core/failure.ts';
import { describePrompt } from '#core/generations/description.ts';
import { checkReference } from '#core/generations/reference.ts';
import { blip } from '#core/models/blip.ts';
import { sameSize } from '#core/models/define-model.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from '../begin-generation.ts';
import { beginTool } from '../begin-tool.ts';
import { defineCommand } from '../define-command.ts';
import { imageOption, switchOption } from '../fields.ts';

export const describe = defineCommand({
  name: 'describe',
  group: 'make',
  description: `Say in words what a picture shows, for ${credits(blip.priceCredits)}`,
  answer: 'channel',
  options: z.object({
    image: imageOption('The picture; left out: the last one that you made in this channel').optional(),
    private: switchOption('Only you see it; left out: as your settings say').optional(),
  }),
  hasPrivacy: true,

  async run(context, { image }) {
    if (image) {
      checkReference(image);
      await beginGeneration(context, {
        ...{ model: blip, count: 1, prompt: describePrompt, size: sameSize, referenceUrl: image.url },
        madeFrom: { assetId: null, tool: 'describe', takesPicture: true, originModel: null },
      });
      return undefined;
    }
    const assetId = await findLastPictureHere(context.deps, context.who, context.ask.target);
    if (assetId === undefined) throw noneHere();
    await beginTool(context, { tool: 'describe', assetId });
    return undefined;
  },
});

const noneHere = () =>
  new Failure('bad_reference', {
    title: 'Which picture?',
    happened: 'You have made none in this channel lately. Nothing was made and nothing was taken.',
    next: ['Add the picture to ', { command: 'describe' }, ', or choose Describe in the menu of a message with one.'],
  });
