import { privateResultCard } from '#core/chat/present/private-result.ts';
import { ownResult } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

/** A result from /history, for the person alone; from there it can be posted where they are. */
export const show = defineIntent({
  name: 'show',
  answer: 'ephemeral',
  run: async ({ deps, who }, { generationId }) =>
    privateResultCard(await ownResult(deps, who, generationId), deps.config),
});
