import type { Problem } from '#core/contract/shapes.ts';

type Words = Pick<Problem, 'title' | 'detail' | 'next'>;

/** What better-auth's codes mean to a person. Nothing here tells whether an address has an account. */
const words: Record<string, Words> = {
  INVALID_EMAIL_OR_PASSWORD: {
    title: 'That did not fit',
    detail: 'The e-mail address and the password do not belong together.',
    next: 'Check both, or choose a new password.',
  },
  EMAIL_NOT_VERIFIED: {
    title: 'Confirm your address first',
    detail: 'Your e-mail address is not confirmed yet. We have just sent you a new link.',
    next: 'Press the button in that mail, and you are in.',
  },
  INVALID_EMAIL: {
    title: 'That is not an e-mail address',
    detail: 'The e-mail address does not look like one. Nothing was changed.',
    next: 'Correct it and try again.',
  },
  INVALID_TOKEN: {
    title: 'That link is no longer good',
    detail: 'It is older than an hour, or was used already. Nothing was changed.',
    next: 'Ask for a new one.',
  },
  INVALID_PASSWORD: {
    title: 'That is not your password',
    detail: 'Your present password does not fit. Nothing was changed.',
    next: 'Check it, or choose a new one with “Forgot password”.',
  },
  CREDENTIAL_ACCOUNT_NOT_FOUND: {
    title: 'You have no password yet',
    detail: 'You sign in with Discord or Slack. Nothing was changed.',
    next: 'Choose a password with “Set a password”: we send you a link.',
  },
  ACCOUNT_BLOCKED: {
    title: 'This account is blocked',
    detail: 'The people who run this bot have blocked this account.',
    next: 'Write to them if you think that this is a mistake.',
  },
  SESSION_NOT_FRESH: {
    title: 'Sign in once more',
    detail: 'For this you must have signed in within the last day. Nothing was changed.',
    next: 'Sign out, sign in, and try again.',
  },
  INVALID_CALLBACK_URL: {
    title: 'That address is not ours',
    detail: 'The address to go back to is not one of our pages. Nothing was changed.',
    next: 'Begin again from our pages.',
  },
};

/** Codes that mean the same to a person. */
const aliases: Record<string, string> = {
  TOKEN_EXPIRED: 'INVALID_TOKEN',
  INVALID_REDIRECT_URL: 'INVALID_CALLBACK_URL',
  INVALID_ERROR_CALLBACK_URL: 'INVALID_CALLBACK_URL',
  INVALID_NEW_USER_CALLBACK_URL: 'INVALID_CALLBACK_URL',
};

const unauthorized: Words = {
  title: 'You are signed out',
  detail: 'This needs you to be signed in. Nothing was changed.',
  next: 'Sign in and try again.',
};

const general: Words = {
  title: 'That did not work',
  detail: 'It could not be done. Nothing was changed.',
  next: 'Check what you entered and try again.',
};

/** An error of better-auth as the API's errors look. */
export function problemOfAuth(status: number, code = ''): Problem {
  const found = words[aliases[code] ?? code] ?? (status === 401 ? unauthorized : general);
  const type = code ? code.toLowerCase() : status === 401 ? 'signed_out' : 'auth_failed';
  return { type, status, ...found };
}
