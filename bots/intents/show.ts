import { privateDescriptionCard } from '#core/chat/present/description.ts';
import { privateResultCard } from '#core/chat/present/private-result.ts';
import { isForAdults } from '#core/generations/for-adults.ts';
import { targetHere } from '../may-use.ts';
import { ownView } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

/** A result from /history, for the person alone; from there it can be posted where they are, if everybody there may see it. */
export const show = defineIntent({
  name: 'show',
  answer: 'ephemeral',
  async run(context, { generationId }) {
    const { deps, who } = context;
    const view = await ownView(deps, who, generationId);
    const canPost = !(await isForAdults(deps, generationId)) || (await targetHere(context)).isAgeRestricted;
    return view.description === null
      ? privateResultCard(view, deps.config, canPost)
      : privateDescriptionCard(view, view.description, deps.config, canPost);
  },
});
