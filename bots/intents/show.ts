import { privateDescriptionCard } from '#core/chat/present/description.ts';
import { privateResultCard } from '#core/chat/present/private-result.ts';
import { ownView } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

/** A result from /history, for the person alone; from there it can be posted where they are. */
export const show = defineIntent({
  name: 'show',
  answer: 'ephemeral',
  async run({ deps, who }, { generationId }) {
    const view = await ownView(deps, who, generationId);
    return view.description === null
      ? privateResultCard(view, deps.config)
      : privateDescriptionCard(view, view.description, deps.config);
  },
});
