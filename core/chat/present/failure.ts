import type { Failure } from '../../failure.ts';
import type { Card, CardButton } from '../card.ts';

/** An expected failure, for the person alone. */
export function failureCard(failure: Failure, options: { creditsUrl: string }): Card {
  const buttons: CardButton[] =
    failure.code === 'too_few_credits' ? [{ label: 'Get credits', url: options.creditsUrl }] : [];
  return { tone: 'problem', title: failure.title, lines: [failure.message, failure.next], buttons, private: true };
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
