import { createApiKey } from '#core/api-keys/create-key.ts';
import { type ApiKeyRow, listApiKeys } from '#core/api-keys/list-keys.ts';
import { revokeApiKey } from '#core/api-keys/revoke-key.ts';
import type { ApiKey } from '#core/contract/pages/api-keys.ts';
import { notFound } from '#core/not-found.ts';
import type { ApiHandlers } from '../json/router.ts';

export const apiKeyHandlers = {
  async listApiKeys({ deps, who }) {
    return { items: (await listApiKeys(deps, { userId: who.user.userId })).map(presentKey) };
  },

  async createApiKey({ deps, who: { user } }, { body }) {
    const { id, secret } = await createApiKey(deps, user, body);
    const [key] = await listApiKeys(deps, { userId: user.userId, id });
    if (!key) throw notFound('There is no such key');
    return { key: presentKey(key), secret };
  },

  async revokeApiKey({ deps, who }, { params }) {
    await revokeApiKey(deps, { id: params.id, userId: who.user.userId });
    return undefined;
  },
} satisfies Partial<ApiHandlers>;

const presentKey = ({ createdAt, lastUsedAt, expiresAt, ...row }: ApiKeyRow): ApiKey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});
