import { browserName } from '../auth/browser-name.ts';
import { notFound } from '../json/problem.ts';
import type { ApiHandlers } from '../json/router.ts';

export const accountHandlers = {
  async getSession({ deps, who }) {
    const { slack } = deps.config;
    const signInWith: Array<'discord' | 'slack'> =
      slack.clientId && slack.clientSecret ? ['discord', 'slack'] : ['discord'];
    if (!who) return { user: null, isOperator: false, signInWith };
    const user = await deps.db.user.findUniqueOrThrow({
      where: { id: who.userId },
      include: { accounts: { where: { providerId: 'credential' }, select: { id: true } } },
    });
    const { id, email, name, emailVerified, createdAt, accounts } = user;
    return {
      user: { id, email, name, emailVerified, hasPassword: accounts.length > 0, createdAt: createdAt.toISOString() },
      isOperator: who.isOperator,
      signInWith,
    };
  },

  async listSessions({ deps, who }) {
    const sessions = await deps.db.session.findMany({
      where: { userId: who.userId, expiresAt: { gt: new Date() } },
      orderBy: { updatedAt: 'desc' },
    });
    return {
      items: sessions.map((session) => ({
        id: session.id,
        isThisOne: session.id === who.sessionId,
        browser: browserName(session.userAgent),
        createdAt: session.createdAt.toISOString(),
        lastUsedAt: session.updatedAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      })),
    };
  },

  async revokeSession({ deps, who }, { params }) {
    const { count } = await deps.db.session.deleteMany({ where: { id: params.id, userId: who.userId } });
    if (count === 0) throw notFound('There is no such session');
    return undefined;
  },

  async revokeOtherSessions({ deps, who }) {
    const { count } = await deps.db.session.deleteMany({ where: { userId: who.userId, id: { not: who.sessionId } } });
    return { revoked: count };
  },
} satisfies Partial<ApiHandlers>;
