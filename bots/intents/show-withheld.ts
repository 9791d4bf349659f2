import { shownDirectly } from '#core/chat/present/withheld.ts';
import { showWithheld as showToAsker } from '#core/generations/show-withheld.ts';
import { defineIntent } from './define-intent.ts';

/** Shows what the check withheld to its asker alone. */
export const showWithheld = defineIntent({
  name: 'show-withheld',
  answer: 'ephemeral',
  async run({ deps, who, ask }, { generationId }) {
    const shown = await showToAsker(deps, { generationId, who, target: ask.target });
    return shown === 'here' ? undefined : shownDirectly;
  },
});
