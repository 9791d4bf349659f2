import { ProblemError } from './problem.ts';

type Words = [title: string, detail: string, next: string];

/** The error codes with which a chat's consent page, or a link in a mail, leads back to us: `?error=…`. */
const words: Record<string, Words> = {
  access_denied: [
    'You said no',
    'The chat did not let us know who you are. Nothing was changed.',
    'Try again, or go on without it.',
  ],
  account_not_linked: [
    'There is an account with that address already',
    'There is already an account with this e-mail address. Nothing was changed.',
    'Sign in with your password first, then connect your chat under Connections.',
  ],
  identity_taken: [
    'It belongs to another account',
    'This chat identity is linked to another UPixel account already. Nothing was changed.',
    'Sign in to that account, or type /unlink in that chat first (/upixel unlink in Slack).',
  ],
  email_not_found: [
    'There is no e-mail address to go by',
    'The chat did not tell us an e-mail address, and an account needs one. Nothing was changed.',
    'Create an account with your address and a password, then connect your chat under Connections.',
  ],
  email_not_verified: [
    'That address is not confirmed there',
    'Your e-mail address is not confirmed in that chat, so we cannot go by it. Nothing was changed.',
    'Confirm it there, or create an account with your address and a password.',
  ],
  address_kept: [
    'That address is kept for its owner',
    'Until a few days ago it was the address of another account, which can still take it back. Nothing was changed.',
    'Sign in to that account and connect your chat under Connections, or wait until seven days are over.',
  ],
  chat_silent: [
    'The chat did not tell us who you are',
    'It did not answer, or the way back to us took too long. Nothing was changed.',
    'Begin again in a minute, or sign in with your address and password.',
  ],
  state_mismatch: [
    'That took too long, or began elsewhere',
    'For your safety this works only in the browser in which it began, and for a few minutes. Nothing was changed.',
    'Begin again.',
  ],
  erased_meanwhile: [
    'Your data was deleted meanwhile',
    'You set out for the chat before that, so no account was made of it.',
    'To begin anew, go by the chat once more: that makes a new account.',
  ],
  account_blocked: [
    'This account is blocked',
    'The people who run this bot have blocked this account.',
    'Write to them if you think that this is a mistake, or want a copy of your data, or have it deleted: the address is on the privacy page.',
  ],
  invalid_token: [
    'That link is no longer good',
    'It is older than an hour, or was used already. Nothing was changed.',
    'Ask for a new one.',
  ],
  invalid_user: [
    'That link is for another account',
    'You are signed in with an account that this link was not made for. Nothing was changed.',
    'Sign out, sign in to that account, and open the link once more.',
  ],
};

/** Codes that mean the same to a person. */
const aliases: Record<string, string> = {
  state_not_found: 'state_mismatch',
  please_restart_the_process: 'state_mismatch',
  invalid_callback_request: 'state_mismatch',
  no_code: 'state_mismatch',
  invalid_code: 'chat_silent',
  unable_to_get_user_info: 'chat_silent',
  account_already_linked_to_different_user: 'identity_taken',
  token_expired: 'invalid_token',
  user_not_found: 'invalid_token',
};

const general: Words = ['That did not work', 'It could not be done. Nothing was changed.', 'Try again in a moment.'];

/** The words for `?error=code`; undefined if there is no code. */
export function returnProblem(code: string | null): ProblemError | undefined {
  if (!code) return undefined;
  const name = code.toLowerCase();
  const [title, detail, next] = words[aliases[name] ?? name] ?? general;
  return new ProblemError({ type: name, status: 0, title, detail, next });
}
