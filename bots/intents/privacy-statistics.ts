import { text } from '#core/chat/card/blocks.ts';
import { subjectOf } from '#core/privacy/requests/request.ts';
import { allowStatistics, objectToStatistics } from '#core/privacy/usage/object.ts';
import { defineIntent } from './define-intent.ts';

/** On /privacy’s card. */
export const privacyStatistics = defineIntent({
  name: 'privacy-statistics',
  answer: 'ephemeral',
  async run({ deps, who }, { wanted }) {
    const subject = subjectOf(who);
    if (wanted === 'allow') {
      await allowStatistics(deps, subject);
      return {
        tone: 'done',
        title: 'You are counted again',
        blocks: [text('From now on your requests are in the sums of each day, under a different pseudonym every day.')],
      };
    }
    const { ticket } = await objectToStatistics(deps, subject, { origin: 'chat', proof: 'chat_identity' });
    return {
      tone: 'done',
      title: 'You are left out of the statistics',
      blocks: [
        text('From now on, and for the days that are not counted yet. Sums of earlier days lead back to nobody.', [
          'Your request has the number ',
          { bold: ticket },
          '.',
        ]),
      ],
    };
  },
});
