/** What an account's webhooks are told of. A published name keeps its meaning; there may be more of them later. */
export const webhookEvents = {
  'generation.succeeded': 'A request ended with something made.',
  'generation.failed': 'A request ended with nothing made; its credits are back.',
  'generation.canceled': 'A request was canceled before anything was made; its credits are back.',
} as const;

export type WebhookEvent = keyof typeof webhookEvents;
export const webhookEventNames = Object.keys(webhookEvents) as [WebhookEvent, ...WebhookEvent[]];

/** Sent when somebody asks for it, to see that their program takes what we send. */
export const testEvent = 'webhook.test';
/** What a message's `type` may be. */
export const messageTypes = [...webhookEventNames, testEvent] as const;
export type MessageType = (typeof messageTypes)[number];

/** More than anybody needs: each event is sent to each of them. */
export const maxWebhooks = 5;
export const maxWebhookUrlLength = 500;

/** How a secret begins. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const webhookSecretPrefix = 'whsec_';

/** How long the secret before goes on signing, beside the new one. */
export const oldSecretHours = 24;
/** How long an answer is waited for, and how long a message is tried again. */
export const webhookTimeoutSeconds = 5;
export const triedHours = 24;
/** How long deliveries are shown. */
export const deliveriesKeptDays = 30;

/** How a try ended, as a sentence. */
export const webhookOutcomes = {
  delivered: 'It was taken.',
  status: 'It was answered with a status that is not 2xx.',
  redirect: 'It was answered with a redirect, and those are not followed.',
  timed_out: `There was no answer within ${webhookTimeoutSeconds} seconds.`,
  unreachable: 'No connection was made, or it broke.',
  unresolved: 'The name of the host leads to no address.',
  untrusted: 'There was no secure connection: look at the certificate.',
  not_public: 'The name of the host leads to an address that is not public, so nothing was sent.',
} as const;
export type WebhookOutcome = keyof typeof webhookOutcomes;
export const webhookOutcomeNames = Object.keys(webhookOutcomes) as [WebhookOutcome, ...WebhookOutcome[]];

export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed', 'dropped'] as const;
export const webhookOffCauses = ['person', 'failing', 'gone'] as const;
export type WebhookOffCause = (typeof webhookOffCauses)[number];
