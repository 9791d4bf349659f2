import { request } from './request.ts';

export type Chat = 'discord' | 'slack';

/** better-auth behind our API. Its answers say nothing that /api/session does not; its errors are Problems. */
const post = (path: string, body: Record<string, unknown> = {}) =>
  request({ method: 'POST', path: `/api/auth/${path}`, body });

/** `callbackURL`s are pages of ours, to which the links in our mails, or the chats, lead back. */
export const signUp = (sent: { email: string; password: string; name: string; callbackURL: string }) =>
  post('sign-up/email', sent);
/** With `callbackURL`, because who has not confirmed the address is sent a new link, which leads back there. */
export const signIn = (sent: { email: string; password: string; callbackURL: string }) => post('sign-in/email', sent);
export const signOut = () => post('sign-out');
export const sendVerification = (sent: { email: string; callbackURL: string }) => post('send-verification-email', sent);
export const requestPasswordReset = (sent: { email: string }) =>
  post('request-password-reset', { ...sent, redirectTo: '/reset-password' });
export const resetPassword = (sent: { newPassword: string; token: string }) => post('reset-password', sent);
export const changeEmail = (sent: { newEmail: string }) =>
  post('change-email', { ...sent, callbackURL: '/settings?changed=email' });
export const changePassword = (sent: { currentPassword: string; newPassword: string }) =>
  post('change-password', { ...sent, revokeOtherSessions: true });
export const updateName = (sent: { name: string }) => post('update-user', sent);

interface ByChat {
  provider: Chat;
  callbackURL: string;
  errorCallbackURL: string;
}
/** Leaves this page for the chat's own, where the person agrees; it sends them back to one of the two addresses. */
export const signInWith = (sent: ByChat) => leave('sign-in/social', sent);
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
