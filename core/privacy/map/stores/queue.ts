import type { QueuedName } from '../../../jobs.ts';
import { type Kept, purposes } from '../terms.ts';

/** What a job is given: ids of rows alone. */
type JobIds = { [Name in QueuedName]: string };

export const queue = {
  what: 'jobs: ids of rows, and nothing else. Their names, and the events that BullMQ keeps of each, hold ids and error texts of our own',
  purpose: purposes.operation,
  kept: { until: 'its job is done; of its events the last hundreds', endedBy: 'BullMQ' } satisfies Kept,
  erasure: 'nothing: the ids lead nowhere afterwards',
  jobs: {
    reference: 'a generation',
    submit: 'a generation',
    settle: 'a generation, a slot and the provider’s id of a run',
    deliver: 'a generation',
    prove: 'a generation',
    progress: 'a generation',
    cancel: 'a generation',
    strays: 'a generation',
    'forget-upload': 'a generation',
    erase: 'a generation',
    hide: 'a generation',
    'erase-own': 'an asset',
    decided: 'a generation',
    'small-png': 'an asset',
    recolour: 'a recolouring of a project',
    'model-example': 'the provider’s name of a model',
    mail: 'a mail',
    'linked-note': 'a link request',
    'checkout-note': 'a checkout',
    'stripe-event': 'Stripe’s id of an event',
    'customer-address': 'Stripe’s id of a customer',
    webhook: 'a delivery to a webhook',
    'erase-person': 'an erasure',
    export: 'an export',
    'discord-guilds': 'nothing',
  } satisfies JobIds,
} as const;
