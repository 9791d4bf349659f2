import { plans } from '../../billing/plans.ts';
import type { Failure } from '../../failure.ts';
import type { RefusalCode } from '../../refusals.ts';
import { credits } from '../../words.ts';
import { actions, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button, link } from '../card/controls.ts';
import type { Inline } from '../card/text.ts';
import { isBeside, typedBack } from './typed-back.ts';

/**
 * An expected failure, for the person alone. `asker`: who they are, if known; the web's credits page is of no use to a guest.
 */
export function failureCard(
  failure: Failure,
  { creditsUrl, asker }: { creditsUrl: string; asker: { identityId: string; userId: string | null } | undefined },
): Card {
  const getCredits =
    asker?.userId === null
      ? button('Get credits', { name: 'get-credits', args: {} }, 'primary')
      : link('Get credits', creditsUrl);
  const isShort = failure.code === 'too_few_credits';
  // Credits are what is missing: whatever else is there to press is not the loudest.
  const controls = [
    ...(isShort || failure.code === 'too_few_bought' ? [getCredits] : []),
    ...(failure.correct && isBeside(failure)
      ? [button('Correct…', failure.correct, isShort ? undefined : 'primary')]
      : []),
  ];
  const isUnlinked = isShort && asker?.userId === null;
  const blocks = [
    text(failure.message, failure.next, ...(isUnlinked ? [['Or ', ...freeMonths]] : [])),
    ...typedBack(failure),
    actions(...controls),
  ];
  return { tone: wentNotWrong.has(failure.code) ? 'notice' : 'problem', title: failure.title, blocks };
}

/** There is nothing to do, and nothing to mend. */
const wentNotWrong: ReadonlySet<RefusalCode> = new Set([
  'no_billing_yet',
  'no_deletion',
  'pressed_twice',
  'stands_here',
]);

/** What a guest can have without paying: a sentence that begins small. They cannot be given away. */
export const freeMonths: Inline[] = [
  'link an account: the Free plan brings ',
  credits(plans.free.monthlyCredits),
  ' each month. Type ',
  { command: 'link' },
  '.',
];

/** The request was carried out, but its answer could not be shown. */
export function unshownCard(reference: string): Card {
  return {
    tone: 'problem',
    title: 'I could not show you the answer',
    blocks: [
      text(
        [
          'What you asked for was done, but its answer did not get through. Before you ask again, look at ',
          { command: 'history' },
          ' or ',
          { command: 'credits' },
          '.',
        ],
        ['If it happens again, tell us this reference: ', { code: reference }],
      ),
    ],
  };
}

/** A request was taken, and the chat did not say whether its status is shown: somebody may see nothing of it until the result comes. */
export const unshownStatusCard: Card = {
  tone: 'notice',
  title: 'It is being made',
  blocks: [
    text(
      'The chat did not answer when I wanted to show how far it is, so you may see nothing of it until it is done.',
      ['The result comes in a message of its own, and is paid once. Until then ', { command: 'queue' }, ' shows it.'],
    ),
  ],
};

/** A mistake of ours. The reference finds it in the log, and says nothing about the person. */
export function mistakeCard(reference: string): Card {
  return {
    tone: 'problem',
    title: 'Something went wrong on our side',
    blocks: [
      text('Your request was not carried out. If credits were held for it, they go back to you by themselves.', [
        'Please try again. If it happens again, tell us this reference: ',
        { code: reference },
      ]),
    ],
  };
}
