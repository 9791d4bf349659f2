import type { Problem } from '#core/contract/pages/problem.ts';

type Words = Pick<Problem, 'title' | 'detail' | 'next'>;

/** What better-auth's codes mean to a person. Nothing here reveals whether an address has an account. */
const words: Record<string, Words> = {
  INVALID_EMAIL_OR_PASSWORD: {
    title: 'That did not fit',
    detail: 'The e-mail address and the password do not belong together.',
    next: 'Check both, or choose a new password. If you have just registered, press the link in our mail first.',
  },
  EMAIL_NOT_VERIFIED: {
    title: 'Confirm your address first',
    detail: 'Your e-mail address was never confirmed.',
    next: 'Create the account once more: the link in that mail confirms it.',
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
    next: 'Write to them if you think that this is a mistake, or want a copy of your data, or have it deleted: the address is on the privacy page.',
  },
  ALREADY_CONFIRMED: {
    title: 'Your address is confirmed already',
    detail: 'There is an account with this address.',
    next: 'Sign in. Forgot the password? Choose a new one.',
  },
  PASSWORD_NEEDED: {
    title: 'Choose a password',
    detail:
      'The account was begun in another browser, so the password chosen there does not count. Nothing was changed.',
    next: 'Choose one here.',
  },
  EMAIL_TAKEN: {
    title: 'That address is taken',
    detail: 'Another account has that address. Nothing was changed.',
    next: 'Take another address, or sign in to that account.',
  },
  INVALID_USER: {
    title: 'That link is for another account',
    detail: 'You are signed in with an account that this link was not made for. Nothing was changed.',
    next: 'Sign out, sign in to that account, and open the link once more.',
  },
  INVALID_UNDO: {
    title: 'That link is no longer good',
    detail: 'It was used already, or is older than seven days. Nothing was changed.',
    next: 'Choose a new password with “Forgot password” if you think that somebody else is in your account.',
  },
  UNDO_TAKEN: {
    title: 'The old address belongs to another account',
    detail: 'Meanwhile another account was made with it, so this one cannot have it back. Nothing was changed.',
    next: 'Write to the people who run this bot: they can help. Until then the link stays good for its seven days.',
  },
  TOO_BUSY: {
    title: 'Many people are signing in just now',
    detail: 'So many passwords wait to be checked that yours could not be. Nothing was changed.',
    next: 'Try again in a minute.',
  },
};

/** Codes that mean the same to a person. */
const aliases: Record<string, string> = {
  TOKEN_EXPIRED: 'INVALID_TOKEN',
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

/** Turns an error of better-auth into the API's error shape. */
export function problemOfAuth(status: number, code = ''): Problem {
  const found = words[aliases[code] ?? code] ?? (status === 401 ? unauthorized : general);
  const type = code ? code.toLowerCase() : status === 401 ? 'signed_out' : 'auth_failed';
  return { type, status, ...found };
}
