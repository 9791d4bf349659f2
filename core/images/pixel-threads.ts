import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { ContractCheck, PixelContract } from '../pixel/contract.ts';
import type { Files } from '../pixel/engines/engine.ts';
import type { MadeFolder, WantedFolder } from '../pixel/engines/export-folder.ts';
import type { NoIndices } from '../pixel/formats/read-indexed.ts';
import type { AnimationForm } from '../pixel/formats/write-animation.ts';
import type { ColourCount } from '../pixel/palettes/count.ts';
import type { Extracted } from '../pixel/palettes/extract.ts';
import type { PaletteOrWhy } from '../pixel/palettes/palette-or-why.ts';
import type { RecolouredFile } from '../pixel/palettes/recolour-file.ts';
import type { Reduction } from '../pixel/palettes/reduce.ts';
import type { Swap } from '../pixel/palettes/swap.ts';
import type { Animation, Colours, Pixels } from '../pixel/picture.ts';
import type { Pixelation } from '../pixel/pixelate.ts';
import type { SnapAll, SnapOptions } from '../pixel/snap/snap.ts';
import type { MendedFile, PixelWork, PixelWorkName } from './pixel-thread.ts';

/**
 * Work on pixels that would keep a process from everything else: a snap takes 10 to 60 ms, in which no lock of a job is renewed and nobody answered.
 * Two run at once where there are four cores, the others wait in turn. Decode with `pixelsOf` in `decoded`.
 */
export interface PixelThreads {
  /**
   * As `snapAll` of core/pixel/snap, in a thread:
   *
   *     const picture = await decoded(async () => pixelsOf(await openImage(bytes)));
   *     const found = await threads.snap([picture], { colours: 16 });
   *
   * Answers `native`, `snapped`, `unsure` with two to choose from (then again with `size`), or `no_grid`. Aborting `signal` ends it.
   */
  snap(pictures: readonly Pixels[], options?: SnapOptions, signal?: AbortSignal): Promise<SnapAll>;
  /** As `pixelateAll` of core/pixel: pictures without a grid in so many cells and colours. */
  pixelate(pictures: readonly Pixels[], options: Pixelation, signal?: AbortSignal): Promise<Pixels[]>;
  /** As `mend` of core/pixel, as a file. */
  mend(picture: Pixels, contract: PixelContract, isToldColours: boolean): Promise<MendedFile | undefined>;
  /** As `checkContract` of core/pixel: of 4096 × 4096 pixels it takes half a second. */
  check(picture: Pixels, contract: PixelContract, signal?: AbortSignal): Promise<ContractCheck>;
  /** As `inContract` of core/pixel: of 4096 × 4096 pixels some seconds. */
  inContract(
    picture: Pixels,
    contract: PixelContract,
    signal?: AbortSignal,
  ): Promise<{ pixels: Pixels; check: ContractCheck }>;
  /** An indexed PNG in the colours of a palette, or in so many. @throws if it is clear everywhere and a number is asked for */
  reduce(picture: Pixels, to: Colours | number, reduction: Reduction): Promise<Uint8Array>;
  /** As `extractPalette` of core/pixel: a photograph takes a tenth of a second. */
  extract(picture: Pixels, most: number): Promise<Extracted>;
  /** As `recolourFile` of core/pixel. */
  recolour(file: Uint8Array, picture: Pixels, swap: Swap): Promise<RecolouredFile>;
  /** A GIF, enlarged by that factor, or by the largest below it with which it has no more bytes than that; undefined if none does. */
  gif(animation: Animation, factor: number, limitBytes: number): Promise<Uint8Array | undefined>;
  /** As `writeAnimation` of core/pixel. */
  animation(animation: Animation, form: AnimationForm, name: string): Promise<Uint8Array>;
  /** As `enlarged` of core/pixel. */
  enlarge(picture: Pixels, factor: number): Promise<Pixels>;
  /** As `readIndexed` of core/pixel. */
  readIndexed(file: Uint8Array, type: 'gif' | 'png', frames: number): Promise<Animation | undefined>;
  /** As `indexFrames` of core/pixel. */
  indexFrames(pictures: readonly Pixels[], times: readonly number[]): Promise<Animation | NoIndices>;
  /** As `atOwnSize` of core/pixel. */
  ownSize(animation: Animation): Promise<{ animation: Animation; factor: number }>;
  /** As `makeFolder` of core/pixel: a large animation takes a tenth of a second for some engines. */
  folder(wanted: WantedFolder): Promise<MadeFolder>;
  /** As `zipOf` of core/pixel. */
  zip(files: Files): Promise<Uint8Array>;
  /** As `readPalette` of core/pixel, for some seconds at most. @throws AbortError */
  readPalette(file: Uint8Array, name: string | undefined): Promise<PaletteOrWhy>;
  /** As `coloursInRamps` of core/pixel: what was enlarged takes up to a second. */
  coloursOf(picture: Pixels): Promise<ColourCount[] | undefined>;
  /** How many threads there are now: none before the first work, nor after a minute without any. */
  readonly running: number;
  stop(): Promise<void>;
}

/** Nobody's palette takes as long: whoever waits for the thread has 30 s. */
const longestReadMs = 5_000;
/** A thread costs about 12 MB; it is given back when nobody has asked for so long. */
const idleMs = 60_000;
/** For V8 alone: pixels lie outside of it. Enough for the cells of the largest picture many times over. */
const limits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 };

/** What sharp decodes into is its own and cannot be given away: a copy can, which takes a millisecond. */
const copyOf = (picture: Pixels) => ({ ...picture, data: picture.data.slice() });

/** Threads start at the first work, not here. */
export function createPixelThreads(): PixelThreads {
  let pool: Tinypool | undefined;
  const started = () => {
    pool ??= new Tinypool({
      filename: entry(),
      runtime: 'worker_threads',
      minThreads: 0,
      maxThreads: availableParallelism() >= 4 ? 2 : 1,
      idleTimeout: idleMs,
      resourceLimits: limits,
    });
    return pool;
  };
  /** @param given copies that are given to the thread */
  const run = <Name extends PixelWorkName>(
    does: Name,
    asked: PixelWork[Name]['asked'],
    given: ReadonlyArray<{ data: Uint32Array<ArrayBuffer> }>,
    signal?: AbortSignal,
  ): Promise<PixelWork[Name]['answer']> => {
    const transferList = given.map(({ data }) => data.buffer);
    return started().run({ does, ...asked }, { transferList, ...(signal && { signal }) });
  };
  return {
    snap(pictures, options = {}, signal) {
      const copies = pictures.map(copyOf);
      return run('snap', { pictures: copies, options }, copies, signal);
    },
    pixelate(originals, options, signal) {
      const pictures = originals.map(copyOf);
      return run('pixelate', { pictures, options }, pictures, signal);
    },
    mend(original, contract, isToldColours) {
      const picture = copyOf(original);
      return run('mend', { picture, contract, isToldColours }, [picture]);
    },
    check(original, contract, signal) {
      const picture = copyOf(original);
      return run('check', { picture, contract }, [picture], signal);
    },
    inContract(original, contract, signal) {
      const picture = copyOf(original);
      return run('inContract', { picture, contract }, [picture], signal);
    },
    reduce(original, to, reduction) {
      const picture = copyOf(original);
      return run('reduce', { picture, to, reduction }, [picture]);
    },
    extract(original, most) {
      const picture = copyOf(original);
      return run('extract', { picture, most }, [picture]);
    },
    recolour(file, original, swap) {
      const picture = copyOf(original);
      return run('recolour', { file, picture, swap }, [picture]);
    },
    readPalette: (file, name) => run('readPalette', { file, name }, [], AbortSignal.timeout(longestReadMs)),
    coloursOf(original) {
      const picture = copyOf(original);
      return run('coloursOf', { picture }, [picture]);
    },
    gif: (animation, factor, limitBytes) => run('gif', { animation, factor, limitBytes }, []),
    animation: (animation, form, name) => run('animation', { animation, form, name }, []),
    enlarge(original, factor) {
      const picture = copyOf(original);
      return run('enlarge', { picture, factor }, [picture]);
    },
    readIndexed: (file, type, frames) => run('readIndexed', { file, type, frames }, []),
    indexFrames(originals, times) {
      const pictures = originals.map(copyOf);
      return run('indexFrames', { pictures, times }, pictures);
    },
    ownSize: (animation) => run('ownSize', { animation }, []),
    folder: (wanted) => run('folder', { wanted }, []),
    zip: (files) => run('zip', { files }, []),
    get running() {
      return pool?.threads.length ?? 0;
    },
    async stop() {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

/** Beside the bundle a file of its own; without one, what reads it from the sources. */
function entry(): string {
  const file = import.meta.url.endsWith('.ts') ? './pixel-thread-from-source.mjs' : './pixel-thread.js';
  return new URL(file, import.meta.url).href;
}
