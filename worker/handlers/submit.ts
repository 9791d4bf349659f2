import { randomInt } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { leases } from '#core/generations/limits.ts';
import type { FailureCode } from '#core/generations/settlement.ts';
import {
  type ClaimedRun,
  claimRuns,
  ownedByOthers,
  renewClaim,
  returnRun,
  saveExternalId,
  saveInputImageUrl,
} from '#core/generations/submission.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel } from '#core/models/catalogue.ts';
import type { ModelEntry, SizeName } from '#core/models/define-model.ts';
import { ImageProviderError, type ProviderPrediction } from '#core/ports/image-provider.ts';
import type { Again } from '../handler.ts';
import { normaliseInput } from '../images/normalise-input.ts';
import { settleRun } from '../settle-run.ts';

/** A provider that stays out of reach for this long is given up on, and the credits go back. */
const patienceMs = 5 * 60_000;

/** Sends a generation's runs to the provider. No slot is held while it works: its webhook brings `settle`. */
export async function submit(deps: Deps, { generationId }: JobData<'submit'>): Promise<Again | undefined> {
  const runs = await claimRuns(deps, generationId);
  const first = runs[0];
  if (!first) return undefined;
  const model = findModel(first.model);
  if (!model) {
    for (const run of runs) await giveUp(deps, generationId, run, 'unavailable');
    return undefined;
  }
  const imageUrl = await imageUrlOf(deps, generationId, model, first);
  // The upload may have taken longer than the claim lasts. Then whoever took over sends it.
  if (imageUrl !== undefined && !(await renewClaim(deps, runs))) return { againInMs: leases.submitMs };
  const waits = await Promise.all(runs.map((run) => submitRun(deps, { generationId, run, model, imageUrl })));
  const longest = Math.max(...waits.map((wait) => wait ?? 0));
  return longest > 0 ? { againInMs: longest } : undefined;
}

interface Submission {
  generationId: string;
  run: ClaimedRun;
  model: ModelEntry;
  imageUrl: string | undefined;
}

/** Returns how long to wait before another try, if there is to be one. */
async function submitRun(deps: Deps, submission: Submission): Promise<number | undefined> {
  const { generationId, run, model, imageUrl } = submission;
  const input = model.buildInput({
    prompt: run.prompt,
    size: run.size as SizeName,
    count: run.images,
    ...(model.hasSeed ? { seed: run.seed } : {}),
    ...(imageUrl === undefined ? {} : { imageUrl }),
  });
  const webhookUrl = `${deps.config.publicUrl}/webhooks/replicate/${generationId}?slot=${run.slot}`;
  try {
    const prediction =
      (run.resumed ? await findPaid(deps, run, { model: model.id, input, webhookUrl }) : undefined) ??
      (await deps.provider.create({ model: model.id, input, webhookUrl, deadlineMs: model.deadlineMs }));
    const { cancelRequested } = await saveExternalId(deps, {
      predictionId: run.predictionId,
      externalId: prediction.id,
    });
    deps.log.info({ generationId, slot: run.slot, externalId: prediction.id, resumed: run.resumed }, 'submitted');
    if (cancelRequested) await deps.queues.enqueue('cancel', { generationId });
    // A resumed run may have ended while nobody listened.
    if (run.resumed) await deps.queues.enqueue('settle', { generationId, slot: run.slot, externalId: prediction.id });
    return undefined;
  } catch (error) {
    if (!(error instanceof ImageProviderError)) throw error;
    return afterProviderError(deps, submission, error);
  }
}

/** What an earlier submitter paid for before it vanished, so that it is not paid for again. */
async function findPaid(
  deps: Deps,
  run: ClaimedRun,
  sent: { model: ModelEntry['id']; input: Record<string, unknown>; webhookUrl: string },
): Promise<ProviderPrediction | undefined> {
  const createdAfter = new Date(run.askedAt.getTime() - 60_000); // the provider's clock may be behind ours
  const candidates = await deps.provider.findUnclaimed({ ...sent, createdAfter });
  const externalIds = candidates.map((candidate) => candidate.id);
  const owned = await ownedByOthers(deps, { predictionId: run.predictionId, externalIds });
  return candidates.find((candidate) => !owned.has(candidate.id));
}

async function afterProviderError(
  deps: Deps,
  { generationId, run }: Submission,
  error: ImageProviderError,
): Promise<number | undefined> {
  const details = { generationId, slot: run.slot, code: error.code };
  const overdue = Date.now() - run.askedAt.getTime() > patienceMs;
  switch (error.code) {
    case 'rate_limited':
    case 'unavailable':
      deps.log.warn(details, 'provider has no room');
      // A resumed run may have been sent: it keeps its claim, and is looked for again.
      if (run.resumed && !overdue) return leases.submitMs;
      if (overdue) return giveUp(deps, generationId, run, 'unavailable');
      await returnRun(deps, run.predictionId);
      // Spread over a second, so that the first to be refused again speaks for all.
      return (error.retryAfterMs ?? 2_000) + randomInt(1_000);
    case 'unknown_outcome':
      deps.log.warn(details, 'provider may or may not have started');
      return leases.submitMs + 200; // past the claim, so that the next try looks for it first
    case 'invalid_input':
      deps.log.error({ ...details, err: error }, 'provider refused our input');
      return giveUp(deps, generationId, run, 'invalid_input');
    case 'no_credit':
    case 'unauthorized':
    case 'not_found':
      deps.log.error({ ...details, err: error }, 'the operator must act: the provider does not serve us');
      return giveUp(deps, generationId, run, 'unavailable');
  }
}

async function giveUp(deps: Deps, generationId: string, run: ClaimedRun, failure: FailureCode): Promise<undefined> {
  await settleRun(deps, generationId, { predictionId: run.predictionId, status: 'failed', assets: [], failure });
  return undefined;
}

async function imageUrlOf(
  deps: Deps,
  generationId: string,
  model: ModelEntry,
  run: ClaimedRun,
): Promise<string | undefined> {
  if (run.inputImageUrl !== null) return run.inputImageUrl;
  if (run.inputImageKey === null) return undefined;
  const stored = await deps.storage.get(run.inputImageKey);
  // The version before kept what the person sent as it was; what `reference` keeps is clean.
  const isRaw = run.inputImageKey.startsWith('references/');
  const bytes = isRaw ? (await normaliseInput(stored, { maxSidePx: model.referenceMaxSidePx })).bytes : stored;
  const url = await deps.provider.upload(bytes, 'image/png', 'reference.png');
  await saveInputImageUrl(deps, generationId, url);
  return url;
}
