import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, type Control, link } from '#core/chat/card/controls.ts';
import { policyTitles } from '#core/contract/policies.ts';
import { readLeaving } from '#core/privacy/erasure/read-leaving.ts';
import { findRequests } from '#core/privacy/requests/find-requests.ts';
import { subjectOf } from '#core/privacy/requests/request.ts';
import { objectsToStatistics } from '#core/privacy/usage/object.ts';
import { dayWords } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { isOpen, requestLine } from '../intents/privacy-requests.ts';
import { dataLabel } from '../team/data.ts';

export const privacy = defineCommand({
  name: 'privacy',
  group: 'yours',
  description: 'What we keep about you, and what you can do about it',
  answer: 'ephemeral',
  options: z.object({}),

  async run(context): Promise<Card> {
    const { deps, who, ask } = context;
    const subject = subjectOf(who);
    const { publicUrl, privacyContact } = deps.config;
    const [requests, objects, { dueAt }, manages] = await Promise.all([
      findRequests(deps, subject),
      objectsToStatistics(deps, subject),
      readLeaving(deps, who),
      // A chat that does not say costs the person nothing of their own.
      ask.team?.isManager().catch(() => false) ?? false,
    ]);
    const open = requests.filter(isOpen);
    return {
      tone: 'notice',
      title: 'Your data at UPixel',
      blocks: [
        text(
          who.userId === null
            ? 'We keep your id in this chat, what you asked for and got, where it was answered, and your credits. We sell none of it, and train nothing with it.'
            : 'We keep your account’s address, your ids in the chats that you linked, what you asked for and got, where it was answered, and your credits. We sell none of it, and train nothing with it.',
          [
            'All of it: ',
            { link: policyTitles.privacy.toLowerCase(), url: `${publicUrl}/privacy` },
            ' and ',
            { link: policyTitles.terms.toLowerCase(), url: `${publicUrl}/terms` },
            `. Questions are answered by ${privacyContact}.`,
          ],
          ...open.map(requestLine),
          ...(dueAt ? [`It is about to be deleted: on ${dayWords(dueAt)}. Until then you can change your mind.`] : []),
        ),
        actions(
          ...controlsFor(who, publicUrl, { objects, hasAsked: requests.length > 0, isLeaving: dueAt !== null }),
          ...(manages ? [button(dataLabel(context), { name: 'workspace-data', args: { what: 'show' } })] : []),
        ),
        note('What you ask for gets a number and a date: 30 days, or one calendar month where that is shorter.'),
      ],
    };
  },
});

/** An account has a page for its data; everybody can have it deleted here. */
function controlsFor(
  { userId }: Context['who'],
  publicUrl: string,
  { objects, hasAsked, isLeaving }: { objects: boolean; hasAsked: boolean; isLeaving: boolean },
): Control[] {
  const ask = (kind: 'correct' | 'restrict' | 'other') => ({ name: 'privacy-ask' as const, args: { kind } });
  const page = `${publicUrl}/settings/privacy`;
  return [
    button('Get a copy of my data', { name: 'privacy-export', args: {} }),
    ...(userId === null ? [] : [link('My data', page)]),
    isLeaving
      ? button('Stop the deletion', { name: 'stop-deletion', args: {} })
      : button(userId === null ? 'Delete my data…' : 'Delete my account…', { name: 'ask-delete-me', args: {} }),
    objects
      ? button('Count me again', { name: 'privacy-statistics', args: { wanted: 'allow' } })
      : button('Leave me out of statistics', { name: 'privacy-statistics', args: { wanted: 'object' } }),
    ...(hasAsked ? [button('My requests', { name: 'privacy-requests', args: {} })] : []),
    button('Correct', ask('correct')),
    button('Freeze', ask('restrict')),
    button('Something else', ask('other')),
  ];
}
