import { randomUUID } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { DownloadError, download } from '#core/download.ts';
import type { HeldFile, WaitingOutput } from '#core/generations/held-outputs.ts';
import type { ClaimedSettlement, FailureCode, StoredImage, WithheldImage } from '#core/generations/settlement.ts';
import { roomForHead } from '#core/images/containers/join-in-place.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import type { PicturesAtHand } from './bring-result.ts';
import { type Checked, type ChecksOfRun, checkPicture, checksFor, NotChecked } from './check-picture.ts';
import { type KeptImage, keepImage } from './images/keep-image.ts';
import { proveImage } from './images/prove-image.ts';
import { fileOf, putFile } from './picture-file.ts';

/** A PNG of 16 megapixels, as an upscaler makes it of a photograph, may have 40 MB. */
const maxOutputBytes = 64 * 1024 * 1024;

type StoreDeps = Pick<Deps, 'db' | 'checks' | 'provider' | 'storage' | 'log' | 'config'>;

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

type Stored = { leftFile?: string } & (
  | { asset: StoredImage; bytes: Buffer }
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
  const checks = await checksFor(deps, { generationId, model: claim.model });
  let atProviderMs = 0;
  /** What waits if one of them must; by position. */
  const held: Array<{ file: HeldFile; keep(): Promise<void> }> = [];
  const ended = await Promise.allSettled(
    outputs.slice(0, claim.images).map((output, index) => {
      const position = typeof output === 'string' ? claim.firstPosition + index : output.position;
      return storeOutput(deps, run, {
        ...{ output, position, checks },
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
  const stored = results.map((result): Stored => ('waits' in result ? givenUp(result) : result));
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
    note(checked: Checked): void;
    hold(each: { file: HeldFile; keep(): Promise<void> }): void;
  },
): Promise<Stored | Waiting> {
  const { output, position, checks } = about;
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
    await keep();
    const asset = { id: randomUUID(), ...named.file, thumbnailKey: named.thumbnailKey, isFlagged: checked.isFlagged };
    return { asset, bytes: image.bytes };
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
