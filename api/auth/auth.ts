import { hkdfSync, randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { beginAccount } from '#core/accounts/begin-account.ts';
import { browserName } from '#core/accounts/browser-name.ts';
import { noteReset } from '#core/accounts/change-password.ts';
import { renameAccount } from '#core/accounts/name.ts';
import { tellOfSignIn } from '#core/accounts/tell-of-sign-in.ts';
import type { Deps } from '#core/deps.ts';
import { sendMail } from '#core/mail/send-mail.ts';
import { beginSession } from './begin-session.ts';
import { linkProven, refuseProven } from './link-proven.ts';
import { passwordHash } from './password-hash.ts';
import { passwordLimits } from './password-rules.ts';
import { chatProviders, proven } from './providers.ts';

export type Auth = ReturnType<typeof createAuth>;

/** The path at which better-auth answers; api/auth/routes.ts lets through only what we use. */
export const authPath = '/api/auth';
const hourSeconds = 60 * 60;

/**
 * Accounts and sessions by better-auth. A session is a random token in a signed, HttpOnly cookie: neither the database without our key nor the key
 * without the database opens one.
 */
export function createAuth(deps: Deps) {
  const { config, log } = deps;
  const page = (path: string) => `${config.publicUrl}${path}`;
  const now = () => new Date().toISOString();

  return betterAuth({
    appName: 'UPixel',
    baseURL: config.publicUrl,
    basePath: authPath,
    secret: Buffer.from(hkdfSync('sha256', config.encryptionKey, '', 'sessions', 32)).toString('base64url'),
    database: prismaAdapter(deps.db, { provider: 'postgresql', transaction: true }),
    trustedOrigins: [config.publicUrl],
    plugins: [chatProviders(deps), beginSession],
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // ours count by account too: rate-limits.ts
    logger: {
      level: 'warn',
      log(level, message, ...more) {
        // The message may contain addresses; our own log redacts an attached error.
        const said = { auth: message.replaceAll(/\S+@\S+/g, '…'), err: more.find((each) => each instanceof Error) };
        if (level === 'error') log.warn(said, 'better-auth');
        else log.debug(said, 'better-auth');
      },
    },
    advanced: {
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
      // Set explicitly, because the library turns both off if NODE_ENV is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: config.publicUrl.startsWith('https:'),
      cookiePrefix: 'upixel',
    },
    session: { expiresIn: 30 * 24 * hourSeconds, updateAge: 24 * hourSeconds, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    account: {
      // The owner by password decides what else may open the account: it is connected only from inside the account.
      accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true },
      updateAccountOnSignIn: false,
    },
    onAPIError: {
      errorURL: page('/sign-in'),
      // Refusals are answered to the person; only our own mistakes are logged.
      onError: (err) => {
        if (!(err instanceof APIError)) log.error({ err }, 'better-auth failed');
      },
    },

    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: hourSeconds,
      password: passwordHash,
      // Behind #, which browsers send to no server: opening the link alone does nothing.
      sendResetPassword: ({ user, token }) =>
        sendMail(deps, 'reset', { to: user.email, url: page(`/reset-password#${token}`) }),
      async onPasswordReset({ user }) {
        await noteReset(deps, user.id);
        await sendMail(deps, 'password-changed', { to: user.email, at: now(), resetUrl: page('/forgot-password') });
      },
    },
    user: {
      validateUserInfo: ({ user, source }) => refuseProven(deps, user, source),
    },
    databaseHooks: {
      user: {
        create: {
          // The name lies sealed, beside what the library knows (core/accounts/name.ts).
          before: async (user) => ({ data: { ...user, name: '', image: null } }),
          // With a chat, whose buttons' page says that the policy is accepted.
          async after(user) {
            await beginAccount(deps, user);
            const { name = '' } = proven.getStore()?.person ?? {};
            // Nobody is kept out for a name, which they can still choose.
            await renameAccount(deps, user.id, name).catch((err: unknown) =>
              log.warn({ userId: user.id, err }, 'the name that a chat has for somebody was not kept'),
            );
          },
        },
      },
      account: {
        create: {
          // We only need to know who they are, and do nothing on their behalf: the tokens are dropped.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
          after: (account) => linkProven(deps, account),
        },
      },
      session: {
        create: {
          async before(session) {
            return { data: { ...session, userAgent: browserName(session.userAgent) } };
          },
          async after(session) {
            const store = proven.getStore();
            if (store) store.signedIn = session.userId;
            await tellOfSignIn(deps, session);
          },
        },
      },
    },
  });
}
