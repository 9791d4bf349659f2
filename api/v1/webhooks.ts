import { changeWebhook, changeWebhookSecret, deleteWebhook } from '#core/webhooks/change-endpoint.ts';
import { createWebhook } from '#core/webhooks/create-endpoint.ts';
import { listDeliveries } from '#core/webhooks/list-deliveries.ts';
import { listWebhooks, readWebhook } from '#core/webhooks/list-endpoints.ts';
import { repeatDelivery, testWebhook } from '#core/webhooks/send-again.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentDelivery, presentWebhook } from '../webhooks/present.ts';
import type { V1Context, V1Handlers } from './handler.ts';

const whose = ({ who }: V1Context, { id }: { id: string }) => ({ userId: who.user.userId, id });
const read = async (context: V1Context, params: { id: string }) =>
  presentWebhook(await readWebhook(context.deps, whose(context, params)));

export const webhookHandlers = {
  async listWebhooks({ deps, who }) {
    return { items: (await listWebhooks(deps, { userId: who.user.userId })).map(presentWebhook) };
  },

  async createWebhook(context, { body }) {
    const { deps, who, response } = context;
    const { id, secret } = await createWebhook(deps, who.user.userId, body);
    response.location(`/api/v1/webhooks/${id}`);
    return { webhook: await read(context, { id }), secret };
  },

  getWebhook: (context, { params }) => read(context, params),

  async updateWebhook(context, { params, body }) {
    await changeWebhook(context.deps, whose(context, params), body);
    return read(context, params);
  },

  async deleteWebhook(context, { params }) {
    await deleteWebhook(context.deps, whose(context, params));
    return undefined;
  },

  async rotateWebhookSecret(context, { params }) {
    const { secret } = await changeWebhookSecret(context.deps, whose(context, params));
    return { webhook: await read(context, params), secret };
  },

  async testWebhook({ deps, who }, { params }) {
    return presentDelivery(await testWebhook(deps, { userId: who.user.userId, webhookId: params.id }));
  },

  async listWebhookDeliveries({ deps, who }, { params, query: { cursor, limit } }) {
    const wanted = { userId: who.user.userId, webhookId: params.id };
    const rows = await listDeliveries(deps, wanted, { after: readCursor(cursor), limit: limit + 1 });
    return pageOf(rows, limit, presentDelivery, writeCursor);
  },

  async repeatWebhookDelivery(context, { params }) {
    return presentDelivery(await repeatDelivery(context.deps, whose(context, params)));
  },
} satisfies Partial<V1Handlers>;
