import { z } from 'zod';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { forOneAlone } from '#core/chat/present/alone.ts';
import { describePrompt } from '#core/generations/description.ts';
import { checkReference } from '#core/generations/reference.ts';
import { blip } from '#core/models/blip.ts';
import { sameSize } from '#core/models/define-model.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from '../begin-generation.ts';
import { beginTool } from '../begin-tool.ts';
import { defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { imageOption } from '../fields.ts';
import { privateOption } from '../image-options.ts';
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
    if (assetId === undefined) throw new PrivateAnswer(noneHere({ isPrivate }));
    await beginTool(context, { tool: 'describe', assetId });
    return undefined;
  },
});

/** Where files cannot be added to a command, the form takes one. */
const noneHere = ({ isPrivate }: Pick<Context, 'isPrivate'>): Card => {
  const blocks = [
    text(
      'You have made none in this channel lately. Nothing was made and nothing was taken.',
      'Choose a picture here, or Describe in the menu of a message with one.',
    ),
    actions(button('Choose a picture…', { name: 'describe-file', args: {} }, 'primary')),
  ];
  return { tone: 'problem', title: 'Which picture?', blocks: isPrivate ? forOneAlone(blocks) : blocks };
};
