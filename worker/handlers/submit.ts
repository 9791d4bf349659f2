import type { Deps } from '#core/deps.ts';
import {
  type ClaimedRun,
  claimRuns,
  findFurtherImages,
  findPixelWish,
  saveFurtherImageUrl,
  saveInputImageUrl,
} from '#core/generations/submission.ts';
import type { JobData } from '#core/jobs.ts';
import { findModel, type ModelEntry, type ProviderModel } from '#core/models/catalogue.ts';
import { mostImagesOf } from '#core/models/define-model.ts';
import type { Again } from '../handler.ts';
import { normaliseInput } from '../images/normalise-input.ts';
import { enlargeRun } from '../submission/enlarge-run.ts';
import { recolourRun } from '../submission/recolour-run.ts';
import { snapRun } from '../submission/snap-run.ts';
import { submitRun } from '../submission/submit-run.ts';
import { giveUp, tryLater } from '../submission/try-later.ts';

/** Sends a generation's runs to the provider, or does here what needs none. No slot is held while the provider works: its webhook brings `settle`. */
export async function submit(deps: Deps, { generationId }: JobData<'submit'>): Promise<Again | undefined> {
  const runs = await claimRuns(deps, generationId);
  const first = runs[0];
  if (!first) return undefined;
  const model = findModel(first.model);
  if (!model) {
    for (const run of runs) await giveUp(deps, generationId, run, 'unavailable');
    return undefined;
  }
  const waits = await startAll(deps, generationId, model, [first, ...runs.slice(1)]);
  const known = waits.filter((wait) => wait !== undefined);
  return known.length > 0 ? { againInMs: Math.min(...known) } : undefined;
}

function startAll(
  deps: Deps,
  generationId: string,
  model: ModelEntry,
  runs: [ClaimedRun, ...ClaimedRun[]],
): Promise<Array<number | undefined>> {
  switch (model.kind) {
    case 'enlarge':
      return Promise.all(runs.map((run) => enlargeRun(deps, generationId, run)));
    case 'recolour':
      return Promise.all(runs.map((run) => recolourRun(deps, generationId, run)));
    case 'snap':
      return Promise.all(runs.map((run) => snapRun(deps, generationId, run)));
    case 'image':
    case 'upscale':
    case 'cut-out':
    case 'describe':
      return sendAll(deps, generationId, model, runs);
  }
}

async function sendAll(
  deps: Deps,
  generationId: string,
  model: ProviderModel,
  runs: [ClaimedRun, ...ClaimedRun[]],
): Promise<Array<number | undefined>> {
  const waits: Array<number | undefined> = [];
  try {
    const images = {
      imageUrl: await imageUrlOf(deps, generationId, model, runs[0]),
      furtherImageUrls: await furtherImageUrlsOf(deps, generationId, model),
    };
    const pixel = model.kind === 'image' && model.pixel ? await findPixelWish(deps, generationId) : undefined;
    const submissions = runs.map((run) => ({ generationId, run: { ...run, pixel }, model, ...images }));
    // Runs that are looked for in the provider's list go one after the other: two runs of equal input must not take the same prediction.
    for (const submission of submissions.filter(({ run }) => isUnclear(run)))
      waits.push(await submitRun(deps, submission));
    const unsent = submissions.filter(({ run }) => !isUnclear(run));
    waits.push(...(await Promise.all(unsent.map((submission) => submitRun(deps, submission)))));
  } catch (err) {
    deps.log.error({ generationId, err }, 'could not be sent');
    // One that was permitted may have been sent before the fault.
    for (const run of runs)
      waits.push(await tryLater(deps, generationId, run, { unclear: isUnclear(run) || run.permission !== undefined }));
  }
  return waits;
}

const isUnclear = (run: ClaimedRun) => run.unclearMs !== null;

async function imageUrlOf(
  deps: Deps,
  generationId: string,
  model: ProviderModel,
  run: ClaimedRun,
): Promise<string | undefined> {
  if (run.inputImageUrl !== null) return run.inputImageUrl;
  if (run.inputImageKey === null) return undefined;
  const stored = await deps.storage.get(run.inputImageKey);
  // The previous version kept the person's file unchanged; files that `reference` keeps are clean.
  const isRaw = run.inputImageKey.startsWith('references/');
  const bytes = isRaw ? (await normaliseInput(stored, { maxSidePx: model.referenceMaxSidePx })).bytes : stored;
  const url = await deps.provider.upload(bytes, 'image/png', 'reference.png');
  return saveInputImageUrl(deps, generationId, url);
}

/** Of a model that takes several. Each address is saved before anything is sent, like the first one's. */
async function furtherImageUrlsOf(deps: Deps, generationId: string, model: ProviderModel): Promise<string[]> {
  if (model.kind !== 'image' || mostImagesOf(model) < 2) return [];
  const found = await findFurtherImages(deps, generationId);
  if (!found) return [];
  const urlOf = async (key: string | null, saved: string | null, which: 'second' | 'third') => {
    if (saved !== null || key === null) return saved;
    const url = await deps.provider.upload(await deps.storage.get(key), 'image/png', 'reference.png');
    return saveFurtherImageUrl(deps, generationId, { which, url });
  };
  const urls = await Promise.all([
    urlOf(found.secondKey, found.secondUrl, 'second'),
    urlOf(found.thirdKey, found.thirdUrl, 'third'),
  ]);
  return urls.filter((url) => url !== null);
}
