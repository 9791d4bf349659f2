import type { Deps } from '#core/deps.ts';
import { beginLook, forgetLook, saveDetectorId, saveVerdict } from '#core/generations/held-outputs.ts';
import { lookForMs } from '#core/generations/limits.ts';
import { needsCheck } from '#core/generations/needs-check.ts';
import { type NsfwVerdict, nsfwDetector } from '#core/models/nsfw-detector.ts';
import type { CheckBeforePosting, PictureToCheck, Verdict } from '#core/ports/check-before-posting.ts';
import { ImageProviderError } from '#core/ports/image-provider.ts';
import { endOfRun } from './end-of-run.ts';
import { smallJpeg } from './images/small-jpeg.ts';

type NsfwDeps = Pick<Deps, 'db' | 'provider' | 'config'>;

/** A person waits; what is silent for longer is asked again while they read so. */
const limitMs = 10_000;
/**
 * While it is silent, each picture would hold one of the few places of `settle` for as long as that: for half a minute after a look that was in vain,
 * others wait no longer than this.
 */
const [silentForMs, briefMs] = [30_000, 2_500];
/** Between two questions whether it has ended: it usually takes 0.6 s. */
const [firstPauseMs, longestPauseMs] = [120, 500];
/** The provider's clock may be behind the database's. */
const clockSlackMs = 60_000;

/**
 * Asks a classifier at the provider whether a picture is for adults alone. A run of it is created once for each picture, as far as the provider lets
 * us know: what was asked is on record before, its id as soon as it is known, and a creation whose answer was lost is looked for in the list.
 */
export function checkNsfw(deps: NsfwDeps): CheckBeforePosting {
  let silentUntilMs = 0;
  return {
    name: 'adult content',
    limitMs,
    isAtProvider: true,
    isAskedFor: ({ place }) => needsCheck(deps.config, place),
    async look(picture, signal, { place }): Promise<Verdict> {
      const isSilent = performance.now() < silentUntilMs;
      const patience = isSilent ? AbortSignal.any([signal, AbortSignal.timeout(briefMs)]) : signal;
      try {
        const verdict = await verdictOn(deps, picture, patience);
        silentUntilMs = 0;
        if (verdict === 'normal') return 'passes';
        return place?.isAgeRestricted ? 'flagged' : { refuses: 'withheld' };
      } catch (error) {
        if (patience.aborted) silentUntilMs = performance.now() + silentForMs;
        throw error;
      }
    },
  };
}

async function verdictOn(deps: NsfwDeps, picture: PictureToCheck, signal: AbortSignal): Promise<NsfwVerdict> {
  const said = await lookAt(deps, picture, signal);
  if ('verdict' in said) return said.verdict;
  // Perhaps it cannot read the file. What we decode ourselves it can; and what we cannot decode is broken.
  const small = picture.url === undefined ? said : await lookAt(deps, { ...picture, url: undefined }, signal);
  if ('verdict' in small) return small.verdict;
  throw new Error(`the detector ended as ${small.endedAs}, and gave no verdict`);
}

/** Has it look once. @throws ImageError if the picture has to be decoded for it, and is broken */
async function lookAt(
  deps: NsfwDeps,
  picture: PictureToCheck,
  signal: AbortSignal,
): Promise<{ verdict: NsfwVerdict } | { endedAs: string }> {
  const { from } = picture;
  const before = await beginLook(deps, from, picture.url);
  if (!before) throw new Error('its run is settled');
  if (before.verdict) return { verdict: before.verdict };
  const detectorId = before.detectorId ?? (await created(deps, picture, before.askedAgoMs, signal));
  // Once `signal` aborts, the next look goes on waiting for the same run.
  const ended = await endOfRun(deps, detectorId, { firstPauseMs, longestPauseMs, signal });
  const [said] = ended?.outputs ?? [];
  const verdict = nsfwDetector.output.safeParse(said?.trim());
  if (ended?.status === 'succeeded' && verdict.success) {
    await saveVerdict(deps, from, verdict.data);
    return { verdict: verdict.data };
  }
  await forgetLook(deps, from, { andAddress: true });
  return { endedAs: ended?.status ?? 'unknown' };
}

/** Creates its run, or finds the one that an earlier attempt may have created. Returns the provider's id. */
async function created(
  deps: NsfwDeps,
  picture: PictureToCheck,
  askedAgoMs: number | null,
  signal: AbortSignal,
): Promise<string> {
  const { provider } = deps;
  const { id: model, version, deadlineMs } = nsfwDetector;
  const input = nsfwDetector.buildInput(picture.url ?? (await asDataUrl(picture.bytes)));
  if (askedAgoMs !== null) {
    const createdAfter = new Date(Date.now() - askedAgoMs - clockSlackMs);
    const [found] = await provider.findUnclaimed({ model, input, createdAfter });
    if (!found && askedAgoMs < lookForMs) throw new Error('its run may still appear at the provider');
    if (found) {
      await saveDetectorId(deps, picture.from, found.id);
      return found.id;
    }
  }
  try {
    const prediction = await provider.create({ model, version, input, deadlineMs, signal });
    await saveDetectorId(deps, picture.from, prediction.id);
    return prediction.id;
  } catch (error) {
    const isSurelyNone = error instanceof ImageProviderError && error.code !== 'unknown_outcome';
    if (isSurelyNone) await forgetLook(deps, picture.from);
    throw error;
  }
}

/** The provider has deleted the picture by now, and takes one of at most 256 kB in the request itself. */
const asDataUrl = async (bytes: Buffer): Promise<string> =>
  `data:image/jpeg;base64,${(await smallJpeg(bytes)).toString('base64')}`;
