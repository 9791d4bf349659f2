import { text } from '#core/chat/card/blocks.ts';
import { Failure } from '#core/failure.ts';
import { cancelGeneration, wasCanceled } from '#core/generations/cancel.ts';
import { noteMessage } from '#core/generations/delivery.ts';
import { takeStatusAway } from '../begin-generation.ts';
import type { Context } from '../dispatch.ts';
import { defineIntent } from './define-intent.ts';

export const cancel = defineIntent({
  name: 'cancel',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    const { deps, who } = context;
    await findStatus(context, generationId).catch((err) =>
      deps.log.warn({ generationId, err }, 'a status was not found'),
    );
    const isAgain = await wasCanceled(deps, generationId);
    const outcome = await cancelGeneration(deps, { generationId, who });
    switch (outcome) {
      case 'canceled':
        return {
          tone: 'notice',
          title: isAgain ? 'It is canceled already' : 'Canceled',
          blocks: [text('Nothing was made. Your credits are back.')],
        };
      case 'canceling':
        return {
          tone: 'notice',
          title: isAgain ? 'It is being canceled already' : 'Canceling',
          blocks: [
            text(
              isAgain
                ? 'There is nothing more to do. Its message will say how many credits went back to you.'
                : 'It is being stopped. Credits for what is not made go back to you; its message will say how many.',
            ),
          ],
        };
      case 'too_late':
        return {
          tone: 'notice',
          title: 'It is done already',
          blocks: [text('There is nothing left to cancel.')],
        };
      case 'not_yours':
        throw new Failure('not_yours', {
          title: 'That one is not yours',
          happened: 'Only the person who asked for it can cancel it. Nothing was changed.',
          next: ['Make your own with ', { command: 'imagine' }, '.'],
        });
    }
  },
});

/** The chat may have posted the status without telling us where: then this press is the first we learn of its message. */
async function findStatus({ deps, ask }: Context, generationId: string): Promise<void> {
  const { messageId, target } = ask;
  if (messageId === undefined) return;
  const at = { messageId, channelId: target.channelId };
  if ((await noteMessage(deps, generationId, at)) === 'elsewhere')
    await takeStatusAway({ deps, ask }, generationId, at);
}
