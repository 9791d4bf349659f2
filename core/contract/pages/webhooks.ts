import { z } from 'zod';
import {
  maxWebhookUrlLength,
  messageTypes,
  webhookDeliveryStatuses,
  webhookEventNames,
  webhookOffCauses,
  webhookOutcomeNames,
} from '../webhooks.ts';
import type { Endpoint } from './endpoint.ts';
import * as shape from './shapes.ts';

const time = z.iso.datetime();
const tag = 'Webhooks';
const byId = z.object({ id: z.uuid() });
const events = z.array(z.enum(webhookEventNames)).min(1, 'Choose what it is told of.');

export const webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events,
    isOn: z.boolean(),
    /** Null: it is on. */
    offBecause: z.enum(webhookOffCauses).nullable(),
    offAt: time.nullable(),
    /** When something last arrived there. */
    lastDeliveredAt: time.nullable(),
    /** Until then messages are signed with the secret before, too. */
    oldSecretUntil: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhook>;

export const webhookDelivery = z
  .object({
    id: z.uuid(),
    event: z.enum(messageTypes),
    /** Null: a test. */
    generationId: z.uuid().nullable(),
    status: z.enum(webhookDeliveryStatuses),
    attempts: z.int(),
    /** How the latest try ended; null: none ended yet. */
    outcome: z.enum(webhookOutcomeNames).nullable(),
    /** Of the answer, of which nothing else is kept. */
    responseStatus: z.int().nullable(),
    durationMs: z.int().nullable(),
    triedAt: time.nullable(),
    /** Null: it has ended. */
    nextTryAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** The secret is shown this once. */
const madeWebhook = z.object({ webhook, secret: z.string() });

/** Addresses at which a person's own programs are told how requests ended. */
export const webhookEndpoints = {
  listWebhooks: {
    method: 'GET',
    path: '/api/webhooks',
    summary: 'Your webhooks, newest first, without their secrets',
    tag,
    answer: z.object({ items: z.array(webhook) }),
  },
  createWebhook: {
    method: 'POST',
    path: '/api/webhooks',
    summary: 'A new webhook, with its secret, which is shown this once; needs a recent sign-in',
    tag,
    begins: true,
    recent: true,
    body: z.object({
      url: shape.line
        .min(1, 'Give the address.')
        .max(maxWebhookUrlLength, `At most ${maxWebhookUrlLength} characters.`),
      events: events.overwrite((all) => [...new Set(all)]),
    }),
    answer: madeWebhook,
  },
  updateWebhook: {
    method: 'PATCH',
    path: '/api/webhooks/:id',
    summary: 'Changes what a webhook is told of, or switches it off and on',
    tag,
    params: byId,
    body: z.object({ events: events.optional(), isOn: z.boolean().optional() }),
    answer: webhook,
  },
  deleteWebhook: {
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Deletes a webhook, with what is known of its deliveries',
    tag,
    params: byId,
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/api/webhooks/:id/secret',
    summary: 'A new secret for a webhook; for a day the one before signs, too; needs a recent sign-in',
    tag,
    recent: true,
    params: byId,
    answer: madeWebhook,
  },
  testWebhook: {
    method: 'POST',
    path: '/api/webhooks/:id/test',
    summary: 'Sends a test message, once',
    tag,
    params: byId,
    answer: webhookDelivery,
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    summary: 'What was sent to a webhook in the last 30 days, newest first',
    tag,
    params: byId,
    query: shape.paging,
    answer: shape.pageOf(webhookDelivery),
  },
  repeatWebhookDelivery: {
    method: 'POST',
    path: '/api/webhook-deliveries/:id/repeat',
    summary: 'Sends a delivery again, as it was',
    tag,
    params: byId,
    answer: webhookDelivery,
  },
} as const satisfies Record<string, Endpoint>;
