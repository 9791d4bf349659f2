import { browserName } from '#core/accounts/browser-name.ts';
import { endOtherSessions, endSession } from '#core/accounts/end-sessions.ts';
import { readProfile } from '#core/accounts/read-profile.ts';
import { listSessions } from '#core/accounts/sessions.ts';
import { offeredChats, signInChats } from '#core/chat/offered-chats.ts';
import { policyStanding } from '#core/privacy/consents/on-the-web.ts';
import type { ApiHandlers } from '../json/router.ts';

export const accountHandlers = {
  async getSession({ deps, who }) {
    const signInWith = signInChats(deps.config);
    const addTo = offeredChats(deps.config);
    if (!who)
      return { user: null, isOperator: false, signInWith, addTo, policies: { at: 'accepted' as const, documents: [] } };
    const { createdAt, deletionDueAt, ...profile } = await readProfile(deps, who.user.userId);
    const { id, email, name, emailVerified, hasPassword } = profile;
    return {
      user: {
        ...{ id, email, name, emailVerified, hasPassword },
        createdAt: createdAt.toISOString(),
        deletionDueAt: deletionDueAt?.toISOString() ?? null,
      },
      isOperator: who.scopes.has('operate'),
      signInWith,
      addTo,
      policies: await policyStanding(deps, who.user.userId),
    };
  },

  async listSessions({ deps, who }) {
    const sessions = await listSessions(deps, who.user.userId);
    return {
      items: sessions.map((session) => ({
        id: session.id,
        isThisOne: session.id === who.session.id,
        browser: browserName(session.userAgent),
        createdAt: session.createdAt.toISOString(),
        lastUsedAt: session.updatedAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      })),
    };
  },

  async revokeSession({ deps, who }, { params }) {
    await endSession(deps, { id: params.id, userId: who.user.userId });
    return undefined;
  },

  async revokeOtherSessions({ deps, who }) {
    return { revoked: await endOtherSessions(deps, { userId: who.user.userId, sessionId: who.session.id }) };
  },
} satisfies Partial<ApiHandlers>;
