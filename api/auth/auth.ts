import { hkdfSync, randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import type { Deps } from '#core/deps.ts';
import { sendMail } from '#core/mail/send-mail.ts';
import { beginSession } from './begin-session.ts';
import { browserName } from './browser-name.ts';
import { linkProven, refuseProven } from './link-proven.ts';
import { passwordHash } from './password-hash.ts';
import { passwordLimits } from './password-rules.ts';
import { chatProviders, proven } from './providers.ts';

export type Auth = ReturnType<typeof createAuth>;

/** Where better-auth answers; api/auth/routes.ts lets only what we use get there. */
export const authPath = '/api/auth';
const hourSeconds = 60 * 60;

/**
 * Accounts and sessions by better-auth. A session is a random token in a signed, HttpOnly cookie: neither the database without
 * our key nor the key without the database opens one.
 */
export function createAuth(deps: Deps) {
  const { config, db, log } = deps;
  const page = (path: string) => `${config.publicUrl}${path}`;
  const now = () => new Date().toISOString();

  return betterAuth({
    appName: 'UPixel',
    baseURL: config.publicUrl,
    basePath: authPath,
    secret: Buffer.from(hkdfSync('sha256', config.encryptionKey, '', 'sessions', 32)).toString('base64url'),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    trustedOrigins: [config.publicUrl],
    plugins: [chatProviders(config), beginSession],
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // ours count by account too: rate-limits.ts
    logger: {
      level: 'warn',
      log(level, message, ...more) {
        // Its words may hold addresses; of an error that came along our own log keeps what may be kept.
        const said = { auth: message.replaceAll(/\S+@\S+/g, '…'), err: more.find((each) => each instanceof Error) };
        if (level === 'error') log.warn(said, 'better-auth');
        else log.debug(said, 'better-auth');
      },
    },
    advanced: {
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
      // Said aloud, because the library leaves both out where NODE_ENV is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: config.publicUrl.startsWith('https:'),
      cookiePrefix: 'upixel',
    },
    session: { expiresIn: 30 * 24 * hourSeconds, updateAge: 24 * hourSeconds, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    account: {
      // Who owns an address by password decides what else may open the account: connected only from inside it.
      accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true },
      updateAccountOnSignIn: false,
    },
    onAPIError: {
      errorURL: page('/sign-in'),
      // Refusals are for the person, who is answered; only what is our mistake is for the log.
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
      // Behind #, which browsers send to nobody: whoever only opens the link has done nothing.
      sendResetPassword: ({ user, token }) =>
        sendMail(deps, 'reset', { to: user.email, url: page(`/reset-password#${token}`) }),
      async onPasswordReset({ user }) {
        // Whoever has the link has the mailbox; and nobody goes on with a change that was asked for before.
        await db.user.update({ where: { id: user.id }, data: { emailVerified: true } });
        await db.emailChange.deleteMany({ where: { userId: user.id, confirmedAt: null } });
        await sendMail(deps, 'password-changed', { to: user.email, at: now(), resetUrl: page('/forgot-password') });
      },
    },
    user: {
      validateUserInfo: ({ user, source }) => refuseProven(deps, user, source),
    },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, image: null } }) } },
      account: {
        create: {
          // Only who they are is wanted, nothing on their behalf: the tokens are forgotten.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
          after: (account) => linkProven(deps, account),
        },
      },
      session: {
        create: {
          async before({ userId }) {
            const user = await db.user.findUnique({ where: { id: userId }, select: { blockedAt: true } });
            if (user?.blockedAt) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_BLOCKED', message: 'blocked' });
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

/** Mails the owner, unless the account is new or that kind of browser is signed in already. */
async function tellOfSignIn(
  deps: Deps,
  session: { id: string; userId: string; userAgent?: string | null | undefined },
) {
  const user = await deps.db.user.findUnique({
    where: { id: session.userId },
    include: { sessions: { where: { id: { not: session.id } }, select: { userAgent: true } } },
  });
  if (!user) return;
  const browser = browserName(session.userAgent);
  const isFirst = Date.now() - user.createdAt.getTime() < hourSeconds * 1000 && user.sessions.length === 0;
  if (isFirst || user.sessions.some((other) => browserName(other.userAgent) === browser)) return;
  await sendMail(deps, 'new-sign-in', {
    to: user.email,
    browser,
    at: new Date().toISOString(),
    sessionsUrl: `${deps.config.publicUrl}/connections`,
  });
}
