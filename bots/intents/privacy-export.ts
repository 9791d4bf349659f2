import { actions, note, text } from '#core/chat/card/blocks.ts';
import { link } from '#core/chat/card/controls.ts';
import { readyWords } from '#core/privacy/export/ready-words.ts';
import { requestExport } from '#core/privacy/export/request-export.ts';
import { backToData } from '../back-to-data.ts';
import { defineIntent } from './define-intent.ts';

/**
 * Asks for a copy of the person's own data. A guest opens it on the web with a code that only they see here, and so may whoever is
 * blocked; an account by signing in.
 */
export const privacyExport = defineIntent({
  name: 'privacy-export',
  answer: 'in-place',
  async run({ deps, who }) {
    const { publicUrl } = deps.config;
    const byCode = who.userId === null || who.blocked;
    const asked = await requestExport(deps, {
      owner: who.userId === null ? { identityId: who.identityId } : { userId: who.userId },
      withCode: byCode,
      ...{ origin: 'chat', proof: 'chat_identity' },
    });
    const state = readyWords(asked, 'minutes, an hour at most');
    return {
      tone: 'done',
      title: asked.isNew ? 'Your copy is being made' : 'Your copy',
      blocks: byCode
        ? [
            text(
              `${state} Open the page and type this code there:`,
              [{ bold: asked.code ?? '' }],
              `Your request is ${asked.ticket}.`,
            ),
            note('The code works once, within two hours. Do not pass it on: whoever has it gets all of your data.'),
            actions(link('Open the page', `${publicUrl}/export`), backToData),
          ]
        : [
            text(
              `${state} You get a mail with a link; its page asks you to sign in, and has it for 7 days. Your request is ${asked.ticket}.`,
            ),
            actions(link('Open the page', `${publicUrl}/settings/data`), backToData),
          ],
    };
  },
});
