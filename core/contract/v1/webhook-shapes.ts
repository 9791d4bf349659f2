import { z } from 'zod';
import {
  maxWebhookUrlLength,
  messageTypes,
  webhookDeliveryStatuses,
  webhookEventNames,
  webhookOffCauses,
  webhookOutcomeNames,
} from '../webhooks.ts';

const time = z.iso.datetime();

const events = z.array(z.enum(webhookEventNames)).min(1).describe('What it is told of.');

export const webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events,
  isOn: z.boolean(),
  offBecause: z
    .enum(webhookOffCauses)
    .nullable()
    .describe('`person`: you switched it off; `failing`: for a day nothing arrived; `gone`: it answered 410.'),
  offAt: time.nullable(),
  lastDeliveredAt: time.nullable().describe('When something last arrived.'),
  oldSecretUntil: time.nullable().describe('Until then messages are signed with the secret before, too.'),
  createdAt: time,
});

export const newWebhook = z.strictObject({
  url: z.string().trim().min(1).max(maxWebhookUrlLength).describe('By https, to a public host by its name.'),
  events: events.default([...webhookEventNames]).describe('What it is told of; absent: everything.'),
});

export const webhookChanges = z.strictObject({
  events: events.optional(),
  isOn: z.boolean().optional().describe('Switched off, it is told nothing, and not afterwards either.'),
});

export const madeWebhook = z.object({
  webhook,
  secret: z.string().describe('With which its messages are signed. Shown this once.'),
});

export const webhookDelivery = z.object({
  id: z.uuid(),
  event: z.enum(messageTypes),
  generationId: z.uuid().nullable().describe('Null: a test.'),
  status: z
    .enum(webhookDeliveryStatuses)
    .describe('`pending` goes on by itself; `dropped`: the webhook was switched off before it arrived.'),
  attempts: z.int(),
  outcome: z.enum(webhookOutcomeNames).nullable().describe('How the latest try ended; null: none ended yet.'),
  responseStatus: z.int().nullable().describe('Of the answer, of which nothing else is kept.'),
  durationMs: z.int().nullable(),
  triedAt: time.nullable(),
  nextTryAt: time.nullable(),
  createdAt: time,
});

/** What a webhook receives. */
export const webhookMessage = z.object({
  type: z.enum(messageTypes),
  timestamp: time.describe('When it happened.'),
  data: z
    .object({
      id: z.uuid().optional().describe('The request that ended.'),
      status: z.enum(['succeeded', 'failed', 'canceled']).optional(),
      url: z.string().optional().describe('The request in this API. Fetch it with a key.'),
    })
    .describe('Of a test it is empty.'),
});
