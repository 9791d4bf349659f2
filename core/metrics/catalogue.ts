import { platformIds } from '../chat/platforms.ts';
import { webhookOutcomeNames } from '../contract/webhooks.ts';
import { queuedNames, scheduledNames } from '../jobs.ts';
import { retentionKindNames } from '../privacy/retention/kinds.ts';

/** The allowed values of each label; `text` if somebody else defines them, such as a vendor's codes. */
type Labels = Record<string, readonly string[] | 'text'>;

interface Described<Kind extends string, L extends Labels> {
  kind: Kind;
  name: `upixel_${string}`;
  /** Shown beside it in Prometheus. */
  help: string;
  labels: L;
  /** For a histogram: upper bounds in seconds. */
  buckets?: readonly number[];
}

const counter = <const L extends Labels>(name: `upixel_${string}_total`, help: string, labels: L) =>
  ({ kind: 'counter', name, help, labels }) satisfies Described<'counter', L>;
const gauge = <const L extends Labels>(name: `upixel_${string}`, help: string, labels: L) =>
  ({ kind: 'gauge', name, help, labels }) satisfies Described<'gauge', L>;
const histogram = <const L extends Labels>(
  name: `upixel_${string}_seconds`,
  help: string,
  labels: L,
  buckets: readonly number[],
) => ({ kind: 'histogram', name, help, labels, buckets }) satisfies Described<'histogram', L>;

/** Counted by a process where it happens: `deps.metrics.count('acknowledgements', { platform: platformIds, outcome })`. */
const counted = {
  // --- chat → us ---
  acknowledgements: counter(
    'upixel_acknowledgements_total',
    'Requests of people in chat: acknowledged (done); the chat no longer waited (late); another process was first (taken); ' +
      'turned away because too much is under way (full); the chat could not be reached (failed).',
    { platform: platformIds, outcome: ['done', 'late', 'taken', 'full', 'failed'] },
  ),
  acknowledgementSeconds: histogram(
    'upixel_acknowledgement_seconds',
    'From the moment a request arrived until the chat took our acknowledgement. Chats wait 3 s.',
    { platform: platformIds },
    [0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5],
  ),
  answers: counter(
    'upixel_answers_total',
    'How acknowledged requests ended: done, refused with a sentence, or failed by a mistake of ours.',
    { platform: platformIds, outcome: ['done', 'refused', 'failed'] },
  ),
  refusals: counter('upixel_refusals_total', 'Requests refused with a sentence, by the code of the refusal.', {
    platform: platformIds,
    code: 'text',
  }),
  // --- us → chat ---
  deliveries: counter(
    'upixel_deliveries_total',
    'Results brought to chat, by delivery method (label rung); undelivered if every way was closed.',
    { platform: platformIds, rung: ['reply', 'channel', 'undelivered'] },
  ),
  deliverySeconds: histogram(
    'upixel_delivery_seconds',
    'From the request until the result stood in chat, the time of the model included.',
    { platform: platformIds },
    [1, 2.5, 5, 10, 20, 30, 60, 120, 300, 900, 3600],
  ),
  // --- people's data ---
  retentionDeleted: counter(
    'upixel_retention_deleted_total',
    'What the daily run deleted because its time was over, by kind.',
    { kind: retentionKindNames },
  ),
  // --- vendors ---
  generations: counter(
    'upixel_generations_total',
    'Runs at the image provider that ended, by how: succeeded, canceled, or the failure.',
    {
      outcome: [
        'succeeded',
        'canceled',
        'refused',
        'failed',
        'timed_out',
        'bad_output',
        'invalid_input',
        'unavailable',
        'reference_broken',
        'reference_not_picture',
        'reference_too_large',
        'reference_unreachable',
        'reference_not_kept',
        'reference_gone',
        'no_grid',
        'already_pixel_art',
      ],
    },
  ),
  providerErrors: counter('upixel_provider_errors_total', 'Calls to the image provider that failed.', {
    code: [
      'rate_limited',
      'unavailable',
      'unknown_outcome',
      'invalid_input',
      'refused',
      'no_credit',
      'unauthorized',
      'not_found',
    ],
  }),
  secondPredictions: counter(
    'upixel_second_predictions_total',
    'Predictions that the provider ran a second time for the same picture: canceled at sight, paid by us.',
    {},
  ),
  vendorErrors: counter(
    'upixel_vendor_errors_total',
    'Calls to other vendors that failed, by what they said: an HTTP status, a code of theirs, or unreachable.',
    { vendor: [...platformIds, 'stripe', 'mail', 'storage'], code: 'text' },
  ),
  operatorNeeded: counter(
    'upixel_operator_needed_total',
    'Trouble that only an operator can end, by what is to be looked at.',
    {
      cause: [
        'discord_token',
        'slack_token',
        'replicate_token',
        'replicate_credit',
        'stripe_key',
        'stripe_events',
        'mail',
        'storage',
        'encryption_key',
        'key_lost',
        'ledger',
        'unpaid_cap',
        'refund_failed',
      ],
    },
  ),
  webhooks: counter(
    'upixel_webhooks_total',
    'Webhooks received, and those refused because their signature did not fit.',
    {
      vendor: ['replicate', 'stripe'],
      outcome: ['taken', 'refused'],
    },
  ),
  webhooksSent: counter(
    'upixel_webhooks_sent_total',
    'Messages that were sent to people’s own programs, by how each try ended.',
    { outcome: webhookOutcomeNames },
  ),
  stripeEventsIgnored: counter('upixel_stripe_events_ignored_total', 'Events of Stripe that concern nothing of ours.', {
    type: 'text',
  }),
  // --- jobs ---
  jobs: counter('upixel_jobs_total', 'Jobs that a worker ran: done; to be run again later (again); failed.', {
    job: queuedNames,
    outcome: ['done', 'again', 'failed'],
  }),
  jobSeconds: histogram(
    'upixel_job_seconds',
    'How long a job took.',
    { job: queuedNames },
    [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  ),
  scheduleRuns: counter('upixel_schedule_runs_total', 'Runs of what is done every so often, by how they ended.', {
    schedule: scheduledNames,
    outcome: ['done', 'failed'],
  }),
  scheduleSeconds: histogram(
    'upixel_schedule_seconds',
    'How long such a run took.',
    { schedule: scheduledNames },
    [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600],
  ),
} as const;

/** The current state of a process: `deps.metrics.set('connected', { platform: 'discord' }, 1)`. */
const states = {
  role: gauge('upixel_role', '1 for each role that this process has.', { role: ['api', 'worker', 'bots'] }),
  scheduleEvery: gauge('upixel_schedule_every_seconds', 'How often this is to be done.', { schedule: scheduledNames }),
  unpaidCap: gauge('upixel_unpaid_credits_cap', 'What a day’s unpaid credits may be: UNPAID_CREDITS_PER_DAY.', {}),
  connected: gauge('upixel_chat_connected', '1 while requests of the chat reach this process, 0 while they do not.', {
    platform: platformIds,
  }),
  requestsOpen: gauge(
    'upixel_requests_open',
    'Requests from chat that are taken and not yet answered to their end.',
    {},
  ),
} as const;

/** Read from the database and the queue when Prometheus asks; except for its own clock, every process reports the same. */
export const facts = {
  databaseUp: gauge('upixel_database_up', '1 if the database answered this time.', {}),
  clockAhead: gauge(
    'upixel_clock_ahead_seconds',
    'How far the clock of this process is ahead of the database’s; negative: behind.',
    {},
  ),
  queueUp: gauge('upixel_queue_up', '1 if the queue’s server answered this time, and takes what is written.', {}),
  queueJobs: gauge('upixel_queue_jobs', 'Jobs in the queue.', {
    job: queuedNames,
    state: ['waiting', 'delayed', 'active'],
  }),
  queueOldest: gauge(
    'upixel_queue_oldest_seconds',
    'How long the job that is next has been in the queue; 0 if none waits.',
    {
      job: queuedNames,
    },
  ),
  generationsOpen: gauge('upixel_generations_open', 'Generations that wait or run.', { status: ['queued', 'running'] }),
  generationOldest: gauge('upixel_generation_oldest_seconds', 'How long the oldest of them has been asked for.', {
    status: ['queued', 'running'],
  }),
  deliveriesPending: gauge('upixel_deliveries_pending', 'Results that are made and not yet in chat.', {
    platform: platformIds,
  }),
  deliveryOldest: gauge('upixel_delivery_oldest_seconds', 'How long the oldest of them has been finished.', {
    platform: platformIds,
  }),
  mailsWaiting: gauge('upixel_mails_waiting', 'Mails that are not sent yet.', {}),
  mailOldest: gauge('upixel_mail_oldest_seconds', 'How long the oldest of them waits.', {}),
  stripeEventsWaiting: gauge(
    'upixel_stripe_events_waiting',
    'Events of Stripe that are received and not handled yet.',
    {},
  ),
  stripeEventOldest: gauge('upixel_stripe_event_oldest_seconds', 'How long the oldest of them waits.', {}),
  erasuresWaiting: gauge(
    'upixel_erasures_waiting',
    'Deletions that are an hour late, or that somebody else could not be told of yet.',
    {},
  ),
  erasureOldest: gauge('upixel_erasure_oldest_seconds', 'How long the oldest of them waits.', {}),
  scheduleAge: gauge('upixel_schedule_age_seconds', 'How long ago this last ended well, by the database’s clock.', {
    schedule: scheduledNames,
  }),
  unpaidCredits: gauge(
    'upixel_unpaid_credits',
    'Credits that nobody paid for, held or spent by requests of today (UTC); UNPAID_CREDITS_PER_DAY bounds them.',
    {},
  ),
  modelsDrifted: gauge(
    'upixel_models_drifted',
    'By model: 1 if it no longer takes what we send, and is off the menu.',
    {
      model: 'text',
    },
  ),
  ledgerFaults: gauge('upixel_ledger_faults', 'What the last audit found that does not add up.', {}),
} as const;

export const catalogue = { ...counted, ...states, ...facts } as const;
export type MetricKey = keyof typeof catalogue;
type KeyOf<Kind extends string> = {
  [Key in MetricKey]: (typeof catalogue)[Key]['kind'] extends Kind ? Key : never;
}[MetricKey];
export type CounterKey = KeyOf<'counter'>;
export type GaugeKey = KeyOf<'gauge'>;
export type HistogramKey = KeyOf<'histogram'>;

/** The labels that a metric requires, each with its allowed values. */
export type LabelsOf<Key extends MetricKey> = {
  [Label in keyof (typeof catalogue)[Key]['labels']]: (typeof catalogue)[Key]['labels'][Label] extends readonly (infer Value extends
    string)[]
    ? Value
    : string;
};
