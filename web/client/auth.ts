import type { z } from 'zod';
import { changedEmail, confirmedSignUp, openedEmailChange, openedSignUp } from '#core/contract/pages/auth.ts';
import type { Platform } from '#core/contract/platforms.ts';
import { unreadable } from './problem.ts';
import { request } from './request.ts';

export type Chat = Platform;

/** Signing up, in and out. Most answers contain nothing beyond /api/session; errors are Problems. */
const post = (path: string, body: Record<string, unknown> = {}, { changesNothing = false } = {}) =>
  request({ method: 'POST', path: `/api/auth/${path}`, body, changesNothing });

/** `callbackURL`s are our own pages, to which the links in our mails and the chats lead back. */
export const signUp = (sent: { email: string; password: string; name: string; callbackURL: string }) =>
  post('sign-up/email', sent);
export const signIn = (sent: { email: string; password: string }) => post('sign-in/email', sent);
export const signOut = () => post('sign-out');
export const sendVerification = (sent: { email: string; callbackURL: string }) => post('send-verification-email', sent);
export const requestPasswordReset = (sent: { email: string }) => post('request-password-reset', sent);
export const resetPassword = (sent: { newPassword: string; token: string }) => post('reset-password', sent);
/** The password may be omitted only shortly after signing in. */
export const changeEmail = (sent: { newEmail: string; password?: string }) => post('change-email', sent);
export const changePassword = (sent: { currentPassword: string; newPassword: string }) => post('change-password', sent);
export const updateName = (sent: { name: string }) => post('update-user', sent);

async function ask<Answer extends z.ZodType>(
  answer: Answer,
  path: string,
  body: Record<string, unknown>,
  about: { changesNothing?: boolean } = {},
) {
  const { success, data } = answer.safeParse(await post(path, body, about));
  if (!success) throw unreadable(200);
  return data;
}

/** Opening a mail's link only shows what it is about; a press confirms it. */
export const openSignUp = (token: string) => ask(openedSignUp, 'open-sign-up', { token }, { changesNothing: true });
export const confirmSignUp = (sent: { token: string; password?: string }) =>
  ask(confirmedSignUp, 'confirm-sign-up', sent);
export const openEmailChange = (token: string) =>
  ask(openedEmailChange, 'open-email-change', { token }, { changesNothing: true });
export const confirmEmailChange = (token: string) => ask(changedEmail, 'confirm-email-change', { token });
export const undoEmailChange = (token: string) => ask(changedEmail, 'undo-email-change', { token });

interface ByChat {
  provider: Chat;
  callbackURL: string;
  errorCallbackURL: string;
}
/** Leaves this page for the chat's consent page, which sends the person back to one of the two addresses. */
export const signInWith = (sent: ByChat) => leave('sign-in/social', sent);
/** Only shortly after signing in. */
export const connect = (sent: ByChat) => leave('link-social', sent);

async function leave(path: string, sent: ByChat): Promise<void> {
  const answer = await post(path, { ...sent });
  location.assign(urlOf(answer));
}

function urlOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'url' in answer && typeof answer.url === 'string')
    return answer.url;
  throw new Error('The answer has no address to go to');
}
