import { z } from 'zod';
import { addressOf } from '#core/accounts/address.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { IntentArgs } from '#core/chat/intent.ts';
import { platforms } from '#core/chat/platforms.ts';
import { askInWords } from '#core/privacy/requests/ask-in-words.ts';
import { subjectOf } from '#core/privacy/requests/request.ts';
import { dayWords } from '#core/words.ts';
import type { Context } from '../dispatch.ts';
import { defineIntent } from './define-intent.ts';

type Kind = IntentArgs<'privacy-ask'>['kind'];

const titles = {
  access: 'A copy of my data',
  correct: 'Correct something',
  delete: 'Delete my data',
  restrict: 'Do not touch my data',
  other: 'Ask about my data',
} as const satisfies Record<Kind, string>;

const descriptions = {
  access: 'Anything we should know, such as where to send it',
  correct: 'What is wrong, and what is right',
  delete: 'What is to go: everything, or what',
  restrict: 'What is not to be touched, and why',
  other: 'What you want to know or have done',
} as const satisfies Record<Kind, string>;

const optionsOf = (kind: Kind) =>
  z.object({
    words: z.string().trim().min(1).max(1000).meta({ title: 'In your words', description: descriptions[kind] }),
  });
const options = {
  access: optionsOf('access'),
  correct: optionsOf('correct'),
  delete: optionsOf('delete'),
  restrict: optionsOf('restrict'),
  other: optionsOf('other'),
} as const satisfies Record<Kind, z.ZodObject>;

/** On /privacy’s card: a request that a person answers. */
export const privacyAsk = defineIntent({
  name: 'privacy-ask',
  answer: 'form',
  form: ({ kind }) => ({ title: titles[kind], submit: 'Send', options: options[kind] }),
  submitAnswer: 'ephemeral',
  async submit({ deps, who, ask }, { kind }, { words }) {
    const { ticket, dueAt } = await askInWords(deps, {
      subject: subjectOf(who),
      ...{ kind, words, origin: 'chat', proof: 'chat_identity' },
      from: await whereToAnswer(deps, who, ask),
    });
    return {
      tone: 'done',
      title: 'We have your request',
      blocks: [
        text(
          ['Its number is ', { bold: ticket }, `, and it is answered by ${dayWords(dueAt)}.`],
          `Your words went to ${deps.config.privacyContact} and are kept nowhere else.`,
          ['You see how it stands with ', { command: 'privacy' }, '.'],
        ),
      ],
    };
  },
});

/** An account’s address; a guest has only the chat. */
async function whereToAnswer(
  deps: Context['deps'],
  { userId }: Context['who'],
  { user }: Context['ask'],
): Promise<string> {
  if (userId !== null) return addressOf(deps, userId);
  const id = platforms[user.platform].accountId({ teamId: user.teamId, externalId: user.userId });
  return `a guest in ${platforms[user.platform].label}, ${id}`;
}
