import { Failure } from '../failure.ts';
import { dayWords, waitWords } from '../words.ts';
import type { Verdict } from './judge.ts';

const nothing = 'Nothing was made and nothing was taken.';
/** Whatever they asked for: a picture, a setting, a gift. */
const nothingDone = 'Nothing was done and nothing was taken.';

/** What is theirs stays theirs. `cause` is null if an operator decided it. @param contact whom people write to */
export const blockedAccount = (
  contact: string,
  block: { blockedUntil: Date | null; cause: 'operator' | 'refusals' | null } = { blockedUntil: null, cause: null },
) =>
  new Failure('blocked_account', {
    title: 'You are blocked here',
    happened: [
      block.cause === 'refusals'
        ? 'Too many of your requests were for what may not be made here, so you are blocked for a while.'
        : 'The people who run this bot have blocked you.',
      ...(block.blockedUntil ? [`That ends on ${dayWords(block.blockedUntil)}.`] : []),
      nothingDone,
    ].join(' '),
    next: [
      `Write to ${contact} if you think that this is a mistake. Your pictures and credits stay yours. `,
      { command: 'privacy' },
      ' still gives you a copy of your data, and deletes it.',
    ],
  });

export const blockedPlace = (contact: string) =>
  new Failure('blocked_account', {
    title: 'UPixel is not available here',
    happened: `The people who run this bot have blocked this place, and nothing is made in it. ${nothingDone}`,
    next: `You can ask elsewhere. Write to ${contact} if you think that this is a mistake.`,
  });

/** @param prompt what they asked for, given back to them alone */
export const coolingDown = (contact: string, waitMs: number, prompt: string) =>
  new Failure('cooling_down', {
    title: 'Please wait a little',
    happened: `Several of your requests in a row could not be made because of what they ask for. ${nothing}`,
    next: `You can ask again in ${waitWords(waitMs)}. Write to ${contact} if you think that we are wrong.`,
    typed: prompt,
  });

/** Does not say which word it was: that would help whoever looks for a way around. */
export function forbiddenPrompt(
  contact: string,
  { verdict, prompt, ...after }: { verdict: Verdict; prompt: string; waitMs: number; hasBlocked: boolean },
): Failure {
  const consequence = after.hasBlocked
    ? 'After so many of them you are now blocked for a while.'
    : after.waitMs > 0
      ? `After several of them, you can ask again in ${waitWords(after.waitMs)}; with more you will be blocked for a while.`
      : verdict === 'never'
        ? 'If you meant something else, say it in other words.'
        : 'Say it in other words, and it will be made.';
  return new Failure('forbidden_prompt', {
    title: 'That cannot be made here',
    happened: `${
      verdict === 'never'
        ? 'It reads like something that must never be made, such as sexual content with minors.'
        : 'It has words with which nothing is made here.'
    } ${nothing}`,
    next: `${consequence} Write to ${contact} if you think that we are wrong.`,
    typed: prompt,
  });
}
