import { z } from 'zod';

const generation = z.object({ generationId: z.uuid() });

/** What a job is about: at most one of them waits for it at a time, and asking again changes nothing. */
type JobKey = 'generationId' | 'mailId' | 'linkRequestId' | 'eventId' | 'checkoutId' | 'customerId';

export interface JobDefinition {
  /** Ids only: the row is the truth, the queue only delivers, and nothing personal is ever in it. */
  data: z.ZodObject;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** Tries before the job is dropped; `sweep` brings back whatever still matters. */
  attempts: number;
  /** Absent: each counts. */
  onePer?: JobKey;
}

/** Every job, once. worker/handlers has one handler for each; a missing one does not compile. */
export const jobs = {
  /** Fetches a generation's reference picture from the chat, cleans and keeps it, and lets the generation be submitted. */
  reference: { data: generation, concurrency: 4, attempts: 5, onePer: 'generationId' },
  /** Sends a generation's predictions to the provider. */
  submit: { data: generation, concurrency: 16, attempts: 5, onePer: 'generationId' },
  /**
   * Asks how a prediction ended, keeps its images, settles its credits and, with the last one, brings the result to chat. A
   * webhook must never be swallowed, so each counts.
   */
  settle: {
    data: generation.extend({ slot: z.int().min(0), externalId: z.string().min(1).optional() }),
    concurrency: 24, // mostly waiting for chat; of the pictures libuv's pool decodes four at a time
    attempts: 8,
  },
  /** Brings the result to chat, where that did not work at once. */
  deliver: { data: generation, concurrency: 24, attempts: 6, onePer: 'generationId' },
  /** Shows queue position and progress while a generation is open. */
  progress: { data: generation, concurrency: 4, attempts: 3, onePer: 'generationId' },
  /** Stops a generation's runs at the provider. */
  cancel: { data: generation, concurrency: 4, attempts: 5, onePer: 'generationId' },
  /** Looks for predictions that the provider made twice, and stops them. */
  strays: { data: generation, concurrency: 2, attempts: 5, onePer: 'generationId' },
  /** Removes a generation's pictures from the store and from chat. */
  erase: { data: generation, concurrency: 2, attempts: 8, onePer: 'generationId' },
  /** Sends a mail that is written down. */
  mail: { data: z.object({ mailId: z.uuid() }), concurrency: 4, attempts: 6, onePer: 'mailId' },
  /** Tells a person in chat, privately, that their identity was linked. */
  'linked-note': { data: z.object({ linkRequestId: z.uuid() }), concurrency: 2, attempts: 4, onePer: 'linkRequestId' },
  /** Reads what a payment event is about, and writes down how that is now. */
  'stripe-event': {
    data: z.object({ eventId: z.string().regex(/^evt_\w{1,200}$/) }),
    concurrency: 4,
    attempts: 8,
    onePer: 'eventId',
  },
  /** Says in chat, where a checkout was asked for, how it ended. */
  'checkout-note': { data: z.object({ checkoutId: z.uuid() }), concurrency: 2, attempts: 4, onePer: 'checkoutId' },
  /** Tells Stripe the address that somebody who pays has now. */
  'customer-address': {
    data: z.object({ customerId: z.string().regex(/^cus_\w{1,200}$/) }),
    concurrency: 2,
    attempts: 8,
    onePer: 'customerId',
  },
  /** Finds Discord servers that gained or lost the bot while nobody listened: as the daily schedule does, whenever the bots come back. */
  'discord-guilds': { data: z.object({}), concurrency: 1, attempts: 5 },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobs;
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]['data']>;
export const jobNames = Object.keys(jobs) as JobName[];
