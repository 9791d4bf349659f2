import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { flag, float, int, jsonText, milliseconds, text, time, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { type PixelWish, storedPixelWish } from '../models/pixel-wish.ts';
import { leases, runningByPlan } from './limits.ts';
import { storedFormat } from './stored-format.ts';

type WithDb = Pick<Deps, 'db'>;

const claimedRun = z.object({
  predictionId: uuid,
  slot: int,
  images: int,
  seed: int,
  /** The end of the claim, which also identifies it: a process that takes over gets another one. */
  leaseUntil: time,
  /**
   * Set if a creation may have reached the provider: none has been on its way for this long, so it must be looked for. Null: surely
   * nothing was sent.
   */
  unclearMs: milliseconds.nullable(),
  /** Nothing stands between the claim and its creation, which counts as sent from now on. */
  permitted: flag,
  /** Creations that may have reached the provider, this one included if it is permitted. */
  posts: int,
  /** When the provider was first asked, by the database's clock. */
  startedAt: time,
  /** How long ago that is. */
  triedMs: milliseconds,
  cancelRequested: flag,
  model: text,
  prompt: storedText,
  negativePrompt: storedText,
  size: text,
  format: storedFormat,
  inputImageKey: text.nullable(),
  inputImageUrl: text.nullable(),
  strength: float.nullable(),
});
export type ClaimedRun = Omit<
  Opened<z.infer<typeof claimedRun>, 'prompt' | 'negativePrompt'>,
  'permitted' | 'posts'
> & {
  /** Absent if it must be asked for, directly before the creation is sent. */
  permission?: Permission;
};

const claim = sqlFunction({
  name: 'take_sendable_runs',
  args: z.object({ generationId: uuid, maxRunning: jsonText, leaseMs: int }),
  row: claimedRun,
});

/**
 * Claims the runs of a generation that are due to be sent, and permits their creation where it can follow at once; none if it has ended, is being sent,
 * or its wallet runs enough already.
 */
export async function claimRuns(deps: Pick<Deps, 'db' | 'keys' | 'log'>, generationId: string): Promise<ClaimedRun[]> {
  const asked = clocks();
  const claimed = await claim.rows(deps.db, { generationId, maxRunning: runningByPlan, leaseMs: leases.submitMs });
  const opened = await openFields(deps, claimed, 'prompt', 'negativePrompt').catch(async (error) => {
    // Nothing was sent, and nobody needs to look for it.
    for (const run of claimed) if (run.permitted) await putOff(deps, run, { pauseMs: leases.submitMs, unclear: false });
    throw error;
  });
  const runs = opened.map(
    ({ permitted, posts, ...run }): ClaimedRun => ({
      ...run,
      ...(permitted && { permission: permissionFor({ leaseUntil: run.leaseUntil, posts }, asked) }),
    }),
  );
  return runs.sort((one, other) => one.slot - other.slot);
}

export interface Permission {
  leaseUntil: Date;
  /** Aborts the creation at the end of the claim: from then on another process may check whether it arrived. */
  signal: AbortSignal;
  /** Creations that may have reached the provider, including this one. */
  posts: number;
  /** Whether the claim is over: nothing may be sent from then on. */
  isOver(): boolean;
}

interface Clocks {
  monotonicMs: number;
  wallMs: number;
}
const clocks = (): Clocks => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/**
 * By two clocks, since a machine that is suspended may stop the monotonic one. `asked`: taken before the query, so the time left by these clocks is
 * never more than the time left by the database's.
 */
function permissionFor({ leaseUntil, posts }: z.infer<typeof permittedCreation>, asked: Clocks): Permission {
  const leftMs = () => {
    const { monotonicMs, wallMs } = clocks();
    return Math.floor(leases.submitMs - Math.max(monotonicMs - asked.monotonicMs, wallMs - asked.wallMs));
  };
  const signal = AbortSignal.timeout(Math.max(0, leftMs()));
  return { leaseUntil, posts, signal, isOver: () => leftMs() <= 0 };
}

const permittedCreation = z.object({ leaseUntil: time, posts: int });

/**
 * Called directly before a creation is sent: the claim's own permission, while it lasts; if it came with none, checks the claim by the database's clock,
 * and records that the creation may arrive from now until the claim's end. Undefined if another process has taken over, the person canceled, or this
 * process was frozen so long that the claim is over: then nothing may be sent, and a permission that was not used is given back.
 */
export async function permitCreation(deps: WithDb, run: ClaimedRun): Promise<Permission | undefined> {
  if (run.permission) {
    if (!run.permission.isOver()) return run.permission;
    await putOff(deps, run, { pauseMs: 0, unclear: false });
    return undefined;
  }
  const asked = clocks();
  const permitted = await sqlRow(deps.db, permittedCreation, { prepared: true })`
    UPDATE predictions p SET lease_until = now() + ${leases.submitMs}::int * interval '1 millisecond',
      posted_until = now() + ${leases.submitMs}::int * interval '1 millisecond', posts = posts + 1
    FROM generations g
    WHERE p.id = ${run.predictionId}::uuid AND p.status = 'submitting' AND p.external_id IS NULL
      AND p.lease_until = ${run.leaseUntil} AND p.lease_until > now()
      AND g.id = p.generation_id AND g.cancel_requested_at IS NULL
    RETURNING p.lease_until AS "leaseUntil", p.posts`;
  const permission = permitted && permissionFor(permitted, asked);
  return permission?.isOver() ? undefined : permission;
}

/**
 * saved: by us, or another process has saved this very id. second: the run has another prediction, or has ended, so this one is surplus.
 * taken: the id belongs to another run.
 */
export type SaveOutcome = 'saved' | 'saved_canceling' | 'second' | 'taken';

const savedRun = z.object({ cancelRequested: flag });

/** Saves the provider's id before anything else happens. A webhook may have been quicker and saved it already. */
export async function saveExternalId(
  deps: WithDb,
  run: { predictionId: string; externalId: string },
): Promise<SaveOutcome> {
  const saved = await sqlRow(deps.db, savedRun, { prepared: true })`
    UPDATE predictions p SET status = 'running', external_id = ${run.externalId}, submitted_at = now(), checked_at = now(),
        lease_until = NULL, posted_until = NULL
    FROM generations g
    WHERE p.id = ${run.predictionId}::uuid AND g.id = p.generation_id AND p.status IN ('pending', 'submitting')
      AND p.external_id IS NULL AND NOT EXISTS (SELECT 1 FROM predictions o WHERE o.external_id = ${run.externalId})
    RETURNING g.cancel_requested_at IS NOT NULL AS "cancelRequested"`;
  if (saved) return saved.cancelRequested ? 'saved_canceling' : 'saved';
  const owner = await deps.db.prediction.findUnique({ where: { externalId: run.externalId }, select: { id: true } });
  if (!owner) return 'second';
  return owner.id === run.predictionId ? 'saved' : 'taken';
}

/**
 * Releases a claim, and sets when to come back. `unclear`: what was sent may have arrived, and must be looked for; otherwise the
 * provider said, before starting anything, that it has no room now.
 */
export async function putOff(
  deps: WithDb,
  claim: Pick<ClaimedRun, 'predictionId' | 'leaseUntil'>,
  { pauseMs, unclear }: { pauseMs: number; unclear: boolean },
): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE predictions SET lease_until = now() + ${pauseMs}::int * interval '1 millisecond',
      status = CASE WHEN ${unclear} THEN 'submitting' ELSE 'pending' END::"PredictionStatus",
      posted_until = CASE WHEN ${unclear} THEN posted_until END,
      posts = posts - CASE WHEN ${unclear} OR posted_until IS NULL THEN 0 ELSE 1 END
    WHERE id = ${claim.predictionId}::uuid AND status = 'submitting' AND external_id IS NULL
      AND lease_until = ${claim.leaseUntil}`;
}

const savedUrl = z.object({ url: text });

/** The first address that is saved stays: what was sent with it is looked for by it. Returns that one. */
export async function saveInputImageUrl(deps: WithDb, generationId: string, url: string): Promise<string> {
  const row = await sqlRow(deps.db, savedUrl)`
    UPDATE generations SET input_image_url = coalesce(input_image_url, ${url}) WHERE id = ${generationId}::uuid
    RETURNING input_image_url AS url`;
  return row?.url ?? url;
}

const furtherImages = z.object({
  secondKey: text.nullable(),
  secondUrl: text.nullable(),
  thirdKey: text.nullable(),
  thirdUrl: text.nullable(),
});

/** The pictures of a request beside the first; undefined if it has none. */
export const findFurtherImages = (deps: WithDb, generationId: string) =>
  sqlRow(deps.db, furtherImages)`
    SELECT second_image_key AS "secondKey", second_image_url AS "secondUrl", third_image_key AS "thirdKey", third_image_url AS "thirdUrl"
    FROM generations WHERE id = ${generationId}::uuid AND (second_image_key IS NOT NULL OR second_image_url IS NOT NULL)`;

const pixelRow = z.object({ pixel: storedPixelWish });

/** What a request says of pixel art; undefined: nothing. */
export const findPixelWish = async (deps: WithDb, generationId: string): Promise<PixelWish | undefined> =>
  (await sqlRow(deps.db, pixelRow)`SELECT pixel FROM generations WHERE id = ${generationId}::uuid`)?.pixel ?? undefined;

/** The same of one of the pictures beside the first. */
export async function saveFurtherImageUrl(
  deps: WithDb,
  generationId: string,
  { which, url }: { which: 'second' | 'third'; url: string },
): Promise<string> {
  const column = Prisma.raw(which === 'second' ? 'second_image_url' : 'third_image_url');
  const row = await sqlRow(deps.db, savedUrl)`
    UPDATE generations SET ${column} = coalesce(${column}, ${url}) WHERE id = ${generationId}::uuid RETURNING ${column} AS url`;
  return row?.url ?? url;
}

/**
 * Which of these provider ids belong to another prediction of ours. This prediction's own id does not count: a webhook may save it just
 * as we are asking the provider for it.
 */
export async function ownedByOthers(
  deps: WithDb,
  { predictionId, externalIds }: { predictionId: string; externalIds: string[] },
): Promise<Set<string>> {
  const rows = await deps.db.prediction.findMany({
    where: { externalId: { in: externalIds }, id: { not: predictionId } },
    select: { externalId: true },
  });
  return new Set(rows.flatMap((row) => row.externalId ?? []));
}
