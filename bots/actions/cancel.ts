import { cancelGeneration } from '#core/generations/cancel.ts';
import type { Action } from './action.ts';

export const cancel: Action = {
  answer: 'private',
  async run({ deps, who }, { id }) {
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
