import { z } from 'zod';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { describePrompt } from '#core/generations/description.ts';
import { checkReference } from '#core/generations/reference.ts';
import { blip } from '#core/models/blip.ts';
import { sameSize } from '#core/models/define-model.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from '../begin-generation.ts';
import { beginTool } from '../begin-tool.ts';
import { defineCommand } from '../define-command.ts';
import { imageOption } from '../fields.ts';
import { privateOption } from '../image-options.ts';
import { noneHere } from '../none-here.ts';
import { PrivateAnswer } from '../private-answer.ts';

export const describe = defineCommand({
  name: 'describe',
  group: 'make',
  description: `Say in words what a picture shows, for ${credits(blip.priceCredits)}`,
  answer: 'channel',
  options: z.object({
    image: imageOption('The picture; left out: the last one that you made in this channel').optional(),
    private: privateOption().optional(),
  }),
  hasPrivacy: true,

  async run(context, { image }) {
    const { deps, who, ask, isPrivate } = context;
    if (image) {
      checkReference(image);
      await beginGeneration(context, {
        ...{ model: blip, count: 1, prompt: describePrompt, size: sameSize, referenceUrl: image.url },
        madeFrom: { assetId: null, tool: 'describe', takesPicture: true, originModel: null },
      });
      return undefined;
    }
    const assetId = await findLastPictureHere(deps, who, ask.target, { alone: isPrivate });
    if (assetId === undefined) throw new PrivateAnswer(noneHere('describe-file', 'Describe', isPrivate));
    await beginTool(context, { tool: 'describe', assetId });
    return undefined;
  },
});
