import type { Failure } from '../../failure.ts';
import { encodeButtonId } from '../button-id.ts';
import type { Card, CardButton } from '../card.ts';

/**
 * An expected failure, for the person alone. `asker`: who they are, if that is known; the web's page of credits is of no use to a guest.
 */
export function failureCard(
  failure: Failure,
  { creditsUrl, asker }: { creditsUrl: string; asker: { identityId: string; userId: string | null } | undefined },
): Card {
  const getCredits: CardButton =
    asker?.userId === null
      ? { label: 'Get credits', id: encodeButtonId('get-credits', asker.identityId) }
      : { label: 'Get credits', url: creditsUrl };
  const buttons = failure.code === 'too_few_credits' ? [getCredits] : [];
  return { tone: 'problem', title: failure.title, lines: [failure.message, failure.next], buttons, private: true };
}

/** It was carried out, and the answer to it could not be shown. */
export function unshownCard(reference: string): Card {
  return {
    tone: 'problem',
    title: 'I could not show you the answer',
    lines: [
      [
        'What you asked for was done, but its answer did not get through. Before you ask again, look at ',
        { command: 'history' },
        ' or ',
        { command: 'credits' },
        '.',
      ],
      ['If it happens again, tell us this reference: ', { code: reference }],
    ],
    private: true,
  };
}

/** Our mistake. The reference finds it in the log; it says nothing about the person. */
export function mistakeCard(reference: string): Card {
  return {
    tone: 'problem',
    title: 'Something went wrong on our side',
    lines: [
      'Your request was not carried out. If credits were held for it, they go back to you by themselves.',
      ['Please try again. If it happens again, tell us this reference: ', { code: reference }],
    ],
    private: true,
  };
}
