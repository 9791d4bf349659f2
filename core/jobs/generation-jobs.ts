import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import {
  fewestRunning,
  runningByPlan,
  silentAfterMs,
  unstoppedForMs,
  watchForSecondMs,
} from '../generations/limits.ts';
import type { JobDefinition } from './definition.ts';

const generation = z.object({ generationId: z.uuid() });

/** What a check could not look at: hardly ever anything. Read once; asking about each request that runs would take a second for a thousand. */
const unchecked = Prisma.sql`SELECT p.generation_id FROM predictions p
  WHERE p.unchecked_at IS NOT NULL AND p.status IN ('pending', 'submitting', 'running')`;

/** Wallets that run as much as their plan allows. Most have fewer than any plan allows, and their plan is not looked up. */
const fullWallets = Prisma.sql`SELECT r.wallet_id FROM open_requests r
  WHERE r.status = 'running' AND NOT (r.id IN (${unchecked}) AND waits_for_check(r.id)) GROUP BY r.wallet_id
  HAVING CASE WHEN count(*) < ${fewestRunning}::int THEN false
    ELSE count(*) >= (${runningByPlan}::jsonb->>wallet_plan(r.wallet_id))::int END`;

export const generationJobs = {
  /** Fetches a generation's reference picture from the chat, cleans and stores it, and lets the generation be submitted. */
  reference: {
    data: generation,
    concurrency: 4,
    attempts: 5,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- its reference picture is still at the chat, and no job is to fetch it
        SELECT o.id AS "generationId" FROM open_requests o
        WHERE o.status = 'queued' AND NOT o.is_fetched AND o.created_at < now() - interval '2 seconds' LIMIT 200`,
    },
  },
  /** Sends a generation's predictions to the provider. */
  submit: {
    data: generation,
    concurrency: 16,
    attempts: 5,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- waiting, with room in its wallet, and nobody took it
        (SELECT o.id AS "generationId" FROM open_requests o
         WHERE o.status = 'queued' AND o.is_fetched AND o.created_at < now() - interval '2 seconds'
           AND (o.wallet_id IN (${fullWallets})) IS NOT TRUE
         ORDER BY o.priority, o.created_at LIMIT 200)
        UNION ALL -- taken, and its submitter vanished or gave it back
        (SELECT o.id FROM open_requests o WHERE o.status = 'running' AND (
           (o.id IN (SELECT p.generation_id FROM predictions p WHERE p.status = 'submitting' AND p.lease_until < now())) IS TRUE
           OR (o.started_at < now() - interval '3 seconds' AND (o.id IN (SELECT p.generation_id FROM predictions p
             WHERE p.status = 'pending' AND (p.lease_until IS NULL OR p.lease_until < now()))) IS TRUE)) LIMIT 200)`,
    },
  },
  /**
   * Asks how a prediction ended, keeps its images, settles its credits and, if it is the last one, brings the result to chat. A
   * webhook must never be swallowed, so each counts.
   */
  settle: {
    data: generation.extend({ slot: z.int().min(0), externalId: z.string().min(1).optional() }),
    concurrency: 24, // mostly waiting for chat; libuv's pool decodes four of the pictures at a time
    attempts: 8,
    recover: {
      find: Prisma.sql`-- its settler vanished, or the provider is silent
        SELECT p.generation_id AS "generationId", p.slot FROM predictions p
        WHERE p.status = 'running' AND (p.next_try_at IS NULL OR p.next_try_at <= now()) AND (p.lease_until < now()
          OR (p.lease_until IS NULL AND (p.next_try_at IS NOT NULL
            OR p.checked_at < now() - ${silentAfterMs}::int * interval '1 millisecond')))
        ORDER BY p.checked_at LIMIT 60`,
    },
  },
  /** Brings the result to chat, if that did not work immediately. */
  deliver: {
    data: generation,
    concurrency: 24,
    attempts: 6,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- ended, and not brought to chat
        (SELECT e.id AS "generationId" FROM (
           SELECT u.generation_id AS id, (SELECT g.finished_at FROM generations g WHERE g.id = u.generation_id) AS finished_at
           FROM untold u WHERE NOT u.is_open AND u.is_free AND (u.next_try_at IS NULL OR u.next_try_at <= now())) e
         WHERE e.finished_at < now() - interval '2 seconds' ORDER BY e.finished_at LIMIT 200)
        UNION ALL -- something older may have come after the result
        (SELECT d.generation_id FROM deliveries d
         WHERE d.status = 'delivered' AND d.rewrite_at <= now() AND (d.next_try_at IS NULL OR d.next_try_at <= now())
           AND (d.lease_until IS NULL OR d.lease_until < now()) LIMIT 50)`,
    },
  },
  /** Decodes a request's posted pictures whole, while nobody waits, and makes their thumbnails; takes back what turns out to be broken. */
  prove: {
    data: generation,
    concurrency: 1,
    attempts: 5,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- posted, and not decoded; what could not be for a day has no thumbnail, and pages show it itself
        SELECT DISTINCT f.id AS "generationId" FROM (
          SELECT a.generation_id AS id, (SELECT g.finished_at FROM generations g WHERE g.id = a.generation_id) AS finished_at FROM assets a
          WHERE a.proven_at IS NULL AND a.deleted_at IS NULL AND a.created_at BETWEEN now() - interval '1 day' AND now() - interval '10 seconds'
          ORDER BY a.created_at LIMIT 100) f
        WHERE f.finished_at IS NOT NULL`,
      routine: true, // they wait until nobody else does
    },
  },
  /** Writes a result's messages anew: whether an offered picture of it is kept was said, or its time is over. Lost, it is asked for with the next press. */
  decided: { data: generation, concurrency: 2, attempts: 5, onePer: 'generationId', onceMore: true },
  /** Keeps a picture's thumbnail as a PNG, too: somebody in a chat that shows no WebP looks at a list with it. Lost, it is asked for the next time. */
  'small-png': { data: z.object({ assetId: z.uuid() }), concurrency: 2, attempts: 2, onePer: 'assetId' },
  /** Keeps a picture of what a model makes: somebody looks at the list of models. Lost, it is asked for the next time. */
  'model-example': { data: z.object({ modelId: z.string() }), concurrency: 4, attempts: 2, onePer: 'modelId' },
  /** Shows queue position and progress while a generation is open. */
  progress: {
    data: generation,
    concurrency: 4,
    attempts: 3,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- people are looking at it, in chat
        (SELECT u.generation_id AS "generationId" FROM untold u
         WHERE u.is_open AND u.is_free AND u.shown_at < now() - interval '3 seconds' ORDER BY u.shown_at LIMIT 40)
        UNION ALL -- or on the pages alone
        (SELECT o.id FROM open_requests o WHERE o.status = 'running' AND o.identity_id IS NULL ORDER BY o.started_at LIMIT 20)`,
      routine: true,
    },
  },
  /** Stops a generation's runs at the provider. */
  cancel: {
    data: generation,
    concurrency: 4,
    attempts: 5,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- called off, and still running
        SELECT o.id AS "generationId" FROM open_requests o
        WHERE o.status = 'running' AND o.cancel_requested_at < now() - interval '5 seconds' LIMIT 50`,
    },
  },
  /** Looks for predictions that the provider made twice, and stops them. */
  strays: {
    data: generation,
    concurrency: 2,
    attempts: 5,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- there may be a second prediction of it
        (SELECT DISTINCT p.generation_id AS "generationId" FROM predictions p
         WHERE p.status NOT IN ('pending', 'submitting') AND (p.posts > 1 OR (p.posts > 0 AND p.external_id IS NULL))
           AND coalesce(p.posted_until, p.submitted_at) > now() - ${watchForSecondMs}::int * interval '1 millisecond' LIMIT 50)
        UNION ALL -- there is one, and it could not be stopped
        (SELECT DISTINCT s.generation_id FROM stray_predictions s
         WHERE s.canceled_at IS NULL AND s.seen_at < now() - interval '5 seconds'
           AND s.seen_at > now() - ${unstoppedForMs}::int * interval '1 millisecond' LIMIT 50)`,
      routine: true, // a job is already at work on each of them
    },
  },
  /** Deletes the provider's copy of the picture that a request began with, once it has ended. */
  'forget-upload': {
    data: generation,
    concurrency: 2,
    attempts: 8,
    onePer: 'generationId',
    recover: {
      find: Prisma.sql`-- ended, and the provider still has the picture; it deletes it itself after a day
        SELECT g.id AS "generationId" FROM generations g
        WHERE g.input_image_url IS NOT NULL AND g.upload_gone_at IS NULL
          AND g.finished_at BETWEEN now() - interval '1 day' AND now() LIMIT 50`,
      routine: true, // nothing else asks for it
    },
  },
  /** Removes a generation's pictures from the store and from chat, and its words from chat. */
  erase: {
    data: generation,
    concurrency: 2,
    attempts: 8,
    onePer: 'generationId',
    onceMore: true,
    recover: {
      find: Prisma.sql`-- deleted, and not erased
        (SELECT DISTINCT a.generation_id AS "generationId" FROM assets a
        WHERE a.generation_id IS NOT NULL AND a.deleted_at < now() - interval '5 seconds' AND a.erased_at IS NULL
          AND (a.erase_after IS NULL OR a.erase_after <= now()) LIMIT 50)
        UNION ALL -- words that are deleted, and may still stand in chat
        (SELECT g.id FROM generations g WHERE g.description_erase_after <= now() LIMIT 50)`,
    },
  },
  /** Has the messages in chat say that an operator hid their pictures. */
  hide: {
    data: generation,
    concurrency: 2,
    attempts: 8,
    onePer: 'generationId',
    onceMore: true,
    recover: {
      find: Prisma.sql`-- hidden, and chats do not say so
        SELECT DISTINCT a.generation_id AS "generationId" FROM assets a
        WHERE a.generation_id IS NOT NULL AND a.hidden_at BETWEEN now() - interval '1 day' AND now() - interval '5 seconds'
          AND a.hidden_told_at IS NULL AND a.deleted_at IS NULL LIMIT 50`,
      routine: true, // a chat that takes nothing is asked again for a day
    },
  },
  /** Removes a picture that no request made from the store. */
  'erase-own': {
    data: z.object({ assetId: z.uuid() }),
    concurrency: 2,
    attempts: 8,
    onePer: 'assetId',
    recover: {
      find: Prisma.sql`-- deleted, and not erased
        SELECT a.id AS "assetId" FROM assets a
        WHERE a.generation_id IS NULL AND a.deleted_at < now() - interval '5 seconds' AND a.erased_at IS NULL
          AND (a.erase_after IS NULL OR a.erase_after <= now()) LIMIT 50`,
    },
  },
} as const satisfies Record<string, JobDefinition>;
