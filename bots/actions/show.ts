import { redeliver } from '#core/generations/redeliver.ts';
import type { Action } from './action.ts';

/** Brings a result from /history to where its owner is now. */
export const show: Action = {
  answer: 'public',
  async run({ deps, who, ask }, { id }) {
    await redeliver(deps, { generationId: id, who, spot: ask.spot });
    return undefined;
  },
};
