import { randomUUID } from 'node:crypto';
import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { Deps } from '#core/deps.ts';
import { DownloadError, download } from '#core/download.ts';
import type { HeldFile, WaitingOutput } from '#core/generations/held-outputs.ts';
import type { ClaimedSettlement, FailureCode, StoredImage, WithheldImage } from '#core/generations/settlement.ts';
import { roomForHead } from '#core/images/containers/join-in-place.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import { type AskedPixels, askedPixels } from './asked-pixels.ts';
import type { PicturesAtHand } from './bring-result.ts';
import { type Checked, type ChecksOfRun, checkPicture, checksFor, NotChecked } from './check-picture.ts';
import { type Judged, judgePixels } from './images/judge-pixels.ts';
import { type KeptImage, keepImage } from './images/keep-image.ts';
import { proveImage } from './images/prove-image.ts';
import { fileOf, putFile } from './picture-file.ts';
import { secondTry } from './second-try.ts';

/** A PNG of 16 megapixels, as an upscaler makes it of a photograph, may have 40 MB. */
const maxOutputBytes = 64 * 1024 * 1024;

type StoreDeps = Pick<Deps, 'db' | 'keys' | 'checks' | 'provider' | 'storage' | 'log' | 'config' | 'pixelThreads'>;

/** An output of a run: where the provider has it, or the file in which it waits for its check. */
export type Output = string | WaitingOutput;

export interface StoredOutputs {
  assets: StoredImage[];
  atHand: PicturesAtHand;
  /** Those that a check withheld. */
  withheld: WithheldImage[];
  /** How many no check could look at in time. */
  unchecked: number;
  /** Why outputs are not kept. */
  missing: ReadonlySet<FailureCode>;
  /** Files of outputs that are not kept: to be deleted once that is settled. */
  leftFiles: string[];
  /** How long their checks waited for the provider. */
  atProviderMs: number;
}

type Stored = { leftFile?: string } /** `contract` and `isFair` of pixel art. */ & (
  | { asset: StoredImage; bytes: Buffer; contract?: Judged['contract']; isFair?: boolean }
  | { withheld: WithheldImage }
  | { missing: FailureCode; isUnchecked?: true }
);

/** It is whole, and a check could not look at it. */
interface Waiting {
  waits: NotChecked;
  file: HeldFile;
}

/** A run's outputs wait for a check that could not look; their files are in the store. */
export class MustWait extends Error {
  override readonly name = 'MustWait';
  readonly files: readonly HeldFile[];
  /** Other pictures of the request passed, and wait for these. */
  readonly holdsBack: boolean;

  constructor(files: readonly HeldFile[], { holdsBack, cause }: { holdsBack: boolean; cause: unknown }) {
    super('The outputs wait for a check.', { cause });
    this.files = files;
    this.holdsBack = holdsBack;
  }
}

/** How long pictures that passed wait for others of their request that a check could not look at. */
const holdsBackMs = 10_000;

interface Run {
  generationId: string;
  claim: ClaimedSettlement;
  outputs: readonly Output[];
  /** The provider is about to delete what it has, or has done so. */
  last: boolean;
  /** A check that cannot look now is not waited for. */
  lastCheck: boolean;
}

/**
 * Downloads, checks and stores a run's outputs, all at once; they are decoded after they are posted (`prove`). Outputs that can never be used, or that a
 * check refuses, are left out; a fault that may pass (a broken connection, a store that is down) is thrown, so that the whole run is tried again,
 * unless it is the `last` time. What a check could not look at is left out, too, once pictures that passed have waited for it alone.
 * @throws MustWait, if a check could not look
 */
export async function storeOutputs(deps: StoreDeps, run: Run): Promise<StoredOutputs> {
  const { claim, outputs, generationId } = run;
  const [checks, asked] = await Promise.all([
    checksFor(deps, { generationId, model: claim.model }),
    askedPixels(deps, { generationId, model: claim.model }),
  ]);
  let atProviderMs = 0;
  /** What waits if one of them must; by position. */
  const held: Array<{ file: HeldFile; keep(): Promise<void> }> = [];
  const ended = await Promise.allSettled(
    outputs.slice(0, claim.images).map((output, index) => {
      const position = typeof output === 'string' ? claim.firstPosition + index : output.position;
      return storeOutput(deps, run, {
        ...{ output, position, checks, asked },
        note: (checked) => {
          atProviderMs = Math.max(atProviderMs, checked.atProviderMs);
        },
        hold: (each) => held.push(each),
      });
    }),
  );
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  const results = ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const waiting = results.find((result) => 'waits' in result);
  if (waiting) {
    const holdsBack = claim.storedBefore > 0 || results.some((result) => 'asset' in result);
    if (!holdsBack || !isAlone(claim)) {
      await Promise.all(held.map(({ keep }) => keep()));
      throw new MustWait(
        held.map(({ file }) => file),
        { holdsBack, cause: waiting.waits },
      );
    }
    deps.log.warn({ generationId, err: waiting.waits }, 'outputs are given up: what passed waits for them alone');
  }
  const settled = results.map((result): Stored => ('waits' in result ? givenUp(result) : result));
  const stored = await onceMore(deps, run, settled, { checks, asked });
  const kept = stored.filter((output) => 'asset' in output);
  return {
    assets: inOrder(kept.map(({ asset }) => asset)),
    atHand: new Map(kept.map(({ asset, bytes }) => [asset.storageKey, bytes])),
    withheld: stored.flatMap((output) => ('withheld' in output ? [output.withheld] : [])),
    unchecked: stored.filter((output) => 'isUnchecked' in output).length,
    missing: new Set(stored.flatMap((output) => ('missing' in output ? [output.missing] : []))),
    leftFiles: stored.flatMap(({ leftFile }) => leftFile ?? []),
    atProviderMs,
  };
}

/**
 * Pixel art that is not what was asked for is drawn once more, at our cost; what comes of that takes its place if it is as asked. What is not, even so, is offered:
 * its asker keeps it or gives it back.
 */
async function onceMore(
  deps: StoreDeps,
  run: Run,
  stored: readonly Stored[],
  { checks, asked }: { checks: ChecksOfRun; asked: AskedPixels | undefined },
): Promise<Stored[]> {
  const { generationId, claim } = run;
  const isUnfair = (each: Stored) => 'asset' in each && each.isFair === false;
  const images = stored.filter(isUnfair).length;
  const { predictionId } = claim;
  const { outputs, seed } =
    images === 0 || claim.cancelRequested
      ? { outputs: [], seed: 0 }
      : await secondTry(deps, { generationId, predictionId, images });
  let index = -1;
  return Promise.all(
    stored.map(async (first): Promise<Stored> => {
      if (!('asset' in first) || first.contract === undefined) return first;
      if (first.isFair) return withContract(first, { ...first.contract, isOffer: false });
      index += 1;
      const own = { seed, images, index };
      const output = outputs[index];
      const { position, storageKey } = first.asset;
      const about = { output: output ?? '', position, checks, asked, note: () => undefined, hold: () => undefined };
      // A fault that may pass has the whole run tried again; the second try is found then, and not made again.
      const second = output === undefined ? undefined : await storeOutput(deps, run, about);
      if (second && 'asset' in second && second.isFair && second.contract) {
        const left = second.asset.storageKey === storageKey ? {} : { leftFile: storageKey };
        return { ...withContract(second, { ...second.contract, isOffer: false, secondTry: own }), ...left };
      }
      const isSame = second && 'asset' in second && second.asset.storageKey === storageKey;
      const left = second && 'asset' in second && !isSame ? { leftFile: second.asset.storageKey } : {};
      return { ...withContract(first, { ...first.contract, isOffer: true }), ...left };
    }),
  );
}

const withContract = (
  { asset, ...stored }: Extract<Stored, { asset: StoredImage }>,
  contract: AssetContract,
): Stored => ({ ...stored, asset: { ...asset, contract } });

/** Their ids grow with their numbers: pictures of one moment stand by their ids in the gallery. */
function inOrder<Each extends { id: string; position: number }>(assets: readonly Each[]): Each[] {
  const ids = assets.map(({ id }) => id).sort();
  return assets
    .toSorted((one, other) => one.position - other.position)
    .map((asset, index) => ({ ...asset, id: ids[index] ?? asset.id }));
}

/** Nothing else of its request is being made, and it was asked about for a while. */
const isAlone = ({ areOthersMade, uncheckedForMs }: ClaimedSettlement) =>
  areOthersMade && (uncheckedForMs ?? 0) >= holdsBackMs;

const givenUp = ({ file }: Waiting): Stored => ({
  missing: 'unavailable',
  isUnchecked: true,
  leftFile: file.storageKey,
});

async function storeOutput(
  deps: StoreDeps,
  { generationId, claim, last, lastCheck }: Run,
  about: {
    output: Output;
    position: number;
    checks: ChecksOfRun;
    asked: AskedPixels | undefined;
    note(checked: Checked): void;
    hold(each: { file: HeldFile; keep(): Promise<void> }): void;
  },
): Promise<Stored | Waiting> {
  const { output, position, checks, asked } = about;
  let file: HeldFile | undefined;
  try {
    const image = await fetched(deps, output, claim.model);
    const named = fileOf({ generationId, position }, image);
    file = named.file;
    const { storageKey } = file;
    let kept: Promise<void> | undefined;
    const keep = () => {
      kept ??= putFile(deps, named.file, { bytes: image.bytes, owner: claim });
      return kept;
    };
    about.hold({ file: named.file, keep });
    const from = { generationId, predictionId: claim.predictionId, position };
    const url = typeof output === 'string' ? output : last ? undefined : (output.imageUrl ?? undefined);
    const checked = await checkPicture(checks, { ...image, from, url }).catch(async (error) => {
      // A damaged picture must not keep the others waiting: it is decoded here, and not after it is posted.
      if (error instanceof NotChecked) await decodeWhole(image);
      throw error;
    });
    about.note(checked);
    if (checked.refuses !== undefined) {
      deps.log.info({ generationId, position, code: checked.refuses }, 'output is refused');
      if (checked.refuses !== 'withheld') return { missing: checked.refuses, leftFile: storageKey };
      if (!deps.config.withheldShown) return { withheld: { ...named.file, storageKey: null }, leftFile: storageKey };
      await keep();
      return { withheld: named.file };
    }
    const { isFlagged } = checked;
    // What waits is kept as it came, so that it is judged alike however often it is.
    const judged = asked && (await judgePixels(deps, image, { asked, model: claim.model }));
    if (!judged || judged.image === image) {
      await keep();
      const { layout } = judged ?? {};
      const asset = { id: randomUUID(), ...named.file, thumbnailKey: named.thumbnailKey, isFlagged, layout };
      return { asset, bytes: image.bytes, ...(judged ? { contract: judged.contract, isFair: judged.isFair } : {}) };
    }
    const { bytes } = judged.image;
    const final = fileOf({ generationId, position }, judged.image);
    await putFile(deps, final.file, { bytes, owner: claim });
    const { layout } = judged;
    const asset = { id: randomUUID(), ...final.file, thumbnailKey: final.thumbnailKey, isFlagged, layout };
    const leftFile = typeof output === 'string' ? {} : { leftFile: storageKey };
    return { asset, bytes, contract: judged.contract, isFair: judged.isFair, ...leftFile };
  } catch (error) {
    if (isFinal(error)) {
      deps.log.warn({ generationId, position, code: error.code }, 'output is unusable');
      return { missing: 'bad_output', ...(typeof output === 'string' ? {} : { leftFile: output.storageKey }) };
    }
    const isOver = error instanceof NotChecked || typeof output !== 'string' ? lastCheck : last;
    if (!isOver) {
      if (error instanceof NotChecked && file !== undefined) return { waits: error, file };
      throw error;
    }
    deps.log.error(
      { generationId, position, err: error },
      'output given up: it could not be fetched, checked and kept in time',
    );
    const left = file === undefined ? {} : { leftFile: file.storageKey };
    return { missing: 'unavailable', ...(error instanceof NotChecked ? { isUnchecked: true } : {}), ...left };
  }
}

type Fetched = Omit<KeptImage, 'frames'>;

async function fetched({ provider, storage }: StoreDeps, output: Output, model: string): Promise<Fetched> {
  if (typeof output !== 'string') return { ...output, bytes: await storage.get(output.storageKey) };
  const roomBefore = roomForHead;
  const bytes = await download(output, { allowedHosts: provider.outputHosts, maxBytes: maxOutputBytes, roomBefore });
  return keepImage(bytes, { model, roomBefore });
}

/** @throws ImageError, if it cannot be decoded */
async function decodeWhole({ bytes, width, height }: Fetched): Promise<void> {
  await proveImage({ bytes, width, height, frames: readContainer(bytes).frames });
}

function isFinal(error: unknown): error is DownloadError | ImageError {
  if (error instanceof ImageError) return true;
  return error instanceof DownloadError && error.code !== 'broken' && error.code !== 'timed_out';
}
