import { changeWebhook, changeWebhookSecret, deleteWebhook } from '#core/webhooks/change-endpoint.ts';
import { createWebhook } from '#core/webhooks/create-endpoint.ts';
import { listDeliveries } from '#core/webhooks/list-deliveries.ts';
import { listWebhooks, readWebhook } from '#core/webhooks/list-endpoints.ts';
import { repeatDelivery, testWebhook } from '#core/webhooks/send-again.ts';
import type { ApiHandlers } from '../json/router.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentDelivery, presentWebhook } from './present.ts';

export const webhookHandlers = {
  async listWebhooks({ deps, who }) {
    return { items: (await listWebhooks(deps, { userId: who.user.userId })).map(presentWebhook) };
  },

  async createWebhook({ deps, who: { user } }, { body }) {
    const { id, secret } = await createWebhook(deps, user.userId, body);
    return { webhook: presentWebhook(await readWebhook(deps, { userId: user.userId, id })), secret };
  },

  async updateWebhook({ deps, who }, { params, body }) {
    const whose = { userId: who.user.userId, id: params.id };
    await changeWebhook(deps, whose, body);
    return presentWebhook(await readWebhook(deps, whose));
  },

  async deleteWebhook({ deps, who }, { params }) {
    await deleteWebhook(deps, { userId: who.user.userId, id: params.id });
    return undefined;
  },

  async rotateWebhookSecret({ deps, who }, { params }) {
    const whose = { userId: who.user.userId, id: params.id };
    const { secret } = await changeWebhookSecret(deps, whose);
    return { webhook: presentWebhook(await readWebhook(deps, whose)), secret };
  },

  async testWebhook({ deps, who }, { params }) {
    return presentDelivery(await testWebhook(deps, { userId: who.user.userId, webhookId: params.id }));
  },

  async listWebhookDeliveries({ deps, who }, { params, query: { cursor, limit } }) {
    const wanted = { userId: who.user.userId, webhookId: params.id };
    const rows = await listDeliveries(deps, wanted, { after: readCursor(cursor), limit: limit + 1 });
    return pageOf(rows, limit, presentDelivery, writeCursor);
  },

  async repeatWebhookDelivery({ deps, who }, { params }) {
    return presentDelivery(await repeatDelivery(deps, { userId: who.user.userId, id: params.id }));
  },
} satisfies Partial<ApiHandlers>;
