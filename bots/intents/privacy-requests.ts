import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import { findRequests } from '#core/privacy/requests/find-requests.ts';
import { type PrivacyRequest, subjectOf } from '#core/privacy/requests/request.ts';
import { kindWords, refusalWords, stateWords } from '#core/privacy/requests/words.ts';
import { dayWords } from '#core/words.ts';
import { defineIntent } from './define-intent.ts';

const shown = 20;

export const privacyRequests = defineIntent({
  name: 'privacy-requests',
  answer: 'ephemeral',
  async run({ deps, who }): Promise<Card> {
    const requests = await findRequests(deps, subjectOf(who), { limit: shown });
    return {
      tone: 'notice',
      title: 'What you asked about your data',
      blocks: [text(...(requests.length === 0 ? ['Nothing yet.'] : requests.map(requestLine)))],
    };
  },
});

export const isOpen = ({ endedAt }: PrivacyRequest): boolean => endedAt === null;

/** “P-7K3M-9QXD · a correction · received, answered by 28 December” */
export function requestLine({ ticket, kind, state, dueAt, endedAt, refusal }: PrivacyRequest): Text {
  const end =
    endedAt === null
      ? `${stateWords[state]}, answered by ${dayWords(dueAt)}`
      : `${stateWords[state]} on ${dayWords(endedAt)}${refusal === null ? '' : `, because ${refusalWords[refusal]}`}`;
  return [{ bold: ticket }, ` · ${kindWords[kind]} · ${end}`];
}
