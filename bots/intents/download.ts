import { originalsCard } from '#core/chat/present/private-result.ts';
import { ownResult } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

export const download = defineIntent({
  name: 'download',
  answer: 'ephemeral',
  run: async ({ deps, who }, { generationId }) =>
    originalsCard(await ownResult(deps, who, generationId, 'download its originals'), deps.config),
});
