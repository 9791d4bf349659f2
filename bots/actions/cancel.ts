import { cancelGeneration } from '#core/generations/cancel.ts';
import { noteMessage } from '#core/generations/delivery.ts';
import { takeStatusAway } from '../begin-generation.ts';
import type { Context } from '../dispatch.ts';
import type { Action } from './action.ts';

export const cancel: Action = {
  answer: 'private',
  async run(context, { id }) {
    const { deps, who } = context;
    await findStatus(context, id).catch((err) => deps.log.warn({ generationId: id, err }, 'a status was not found'));
    const outcome = await cancelGeneration(deps, { generationId: id, who });
    switch (outcome) {
      case 'canceled':
        return {
          tone: 'notice',
          title: 'Canceled',
          lines: ['Nothing was made. Your credits are back.'],
          private: true,
        };
      case 'canceling':
        return {
          tone: 'notice',
          title: 'Canceling',
          lines: ['It is being stopped. Credits for what is not made go back to you; its message will say how many.'],
          private: true,
        };
      case 'too_late':
        return {
          tone: 'notice',
          title: 'It is done already',
          lines: ['There is nothing left to cancel.'],
          private: true,
        };
      case 'not_yours':
        return {
          tone: 'problem',
          title: 'That one is not yours',
          lines: ['Only the person who asked for it can cancel it. Nothing was changed.'],
          private: true,
        };
    }
  },
};

/** The chat may have posted the status without telling us where: then this is the first we hear of its message. */
async function findStatus({ deps, ask }: Context, generationId: string): Promise<void> {
  const { messageId, spot } = ask;
  if (messageId === undefined) return;
  const at = { messageId, channelId: spot.channelId };
  if ((await noteMessage(deps, generationId, at)) === 'elsewhere')
    await takeStatusAway({ deps, ask }, generationId, at);
}
