import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { AnimationLayout } from '#core/assets/layout/asset-layout.ts';
import type { PixelFound } from '#core/generations/pixel-found.ts';
import { allFrames } from '#core/images/all-frames.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import type { PixelThreads } from '#core/images/pixel-threads.ts';
import { pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import { mostColours, type PixelWish } from '#core/models/pixel-wish.ts';
import { snap } from '#core/models/snap.ts';
import type { PixelContract, PixelFacts } from '#core/pixel/contract.ts';
import { columnsFor, joined } from '#core/pixel/frames.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { sizeWithin } from '#core/pixel/pixelate.ts';
import type { SnapOptions } from '#core/pixel/snap/snap.ts';
import type { PictureToCheck } from '#core/ports/check-before-posting.ts';
import { findingsIn } from './judge-pixels.ts';
import { type KeptImage, keepImage } from './keep-image.ts';

type Wish = Pick<PixelWish, 'colours' | 'palette' | 'longest'>;

/** What a picture is as pixel art: nothing if it is some already or has no grid, two if one of two grids is right, else one. */
export interface PixelArtOf {
  found: PixelFound;
  made: ReadonlyArray<{ image: KeptImage; contract: AssetContract; layout: AnimationLayout | undefined }>;
  /** What was looked at, for whoever checks what it shows: of what moves all frames, so many in a picture that each is still to be made out. */
  seen(): Promise<Array<Pick<PictureToCheck, 'bytes' | 'contentType' | 'width' | 'height'>>>;
}

/**
 * Makes pixel art of a picture that looks like it, as core/pixel/snap finds it; of one without a grid only if it is said how large. All frames of what moves have
 * one grid and one set of colours, and become a sheet.
 * @param mark of the picture that it is made of, if it has one
 * @throws ImageError; an AbortError once `signal` is aborted
 */
export async function pixelArtOf(
  threads: PixelThreads,
  bytes: Buffer,
  { wish, mark, signal }: { wish: Wish; mark: Buffer | undefined; signal: AbortSignal },
): Promise<PixelArtOf> {
  const { pictures, times } = await framesIn(bytes);
  const { width, height } = sizeOf(pictures);
  const { kind, made: candidates, facts } = await look(threads, pictures, wish, signal);
  const made = await Promise.all(
    candidates.map(async (frames) => {
      const layout = times && sheetLayout(frames, times);
      const { pixels, contract } = await inContract(
        threads,
        asOne(frames),
        contractOf(asOne(frames), wish, mostOf(frames)),
        signal,
      );
      const image = await kept(pixels, mark);
      const findings = layout && pixels.data.length <= mostExamined ? findingsIn(pixels, layout) : undefined;
      const judged = { ...contract, ...(findings ? { findings } : {}) };
      return { image, layout, contract: kind === 'unsure' ? { ...judged, isCandidate: true as const } : judged };
    }),
  );
  return {
    found: { kind, width, height, ...(times && { frames: pictures.length }), ...(facts && { facts }) },
    made,
    async seen() {
      if (!times) return [{ bytes, contentType: 'image/png', width, height }];
      const parts = Array.from({ length: Math.ceil(pictures.length / seenTogether) }, (_, at) =>
        asOne(pictures.slice(at * seenTogether, (at + 1) * seenTogether)),
      );
      return Promise.all(
        parts.map(async (part) => ({
          ...{ bytes: await pngOf(part), contentType: 'image/png' as const },
          ...{ width: part.width, height: part.height },
        })),
      );
    },
  };
}

/** A check sees a picture in some 450 pixels. */
const seenTogether = 16;

/** Of what stands still no times. sharp sees of a PNG that moves the first frame alone. */
async function framesIn(bytes: Buffer): Promise<{ pictures: Pixels[]; times?: number[] }> {
  const { frames, format } = readContainer(bytes);
  if (frames > 1 && format !== 'png') return allFrames(bytes);
  return { pictures: [await decoded(async () => pixelsOf(await openImage(bytes)))] };
}

const sheetLayout = (frames: readonly Pixels[], times: readonly number[]): AnimationLayout => ({
  ...{ kind: 'animation', ...sizeOf(frames), columns: columnsFor(frames.length, sizeOf(frames)), tags: [] },
  frames: times.map((ms) => ({ ms })),
});

const sizeOf = ([first]: readonly Pixels[]) => ({ width: first?.width ?? 0, height: first?.height ?? 0 });

/** What several pictures are in one file, about a square. */
const asOne = (pictures: readonly Pixels[]): Pixels => joined(pictures, columnsFor(pictures.length, sizeOf(pictures)));

/** A doctor looks at every pixel here, beside all else that this process does. */
const mostExamined = 1_000_000;

interface Looked {
  kind: PixelFound['kind'];
  /** Each with all frames. */
  made: ReadonlyArray<readonly Pixels[]>;
  /** Of what is pixel art already. */
  facts?: PixelFacts;
}

async function look(
  threads: PixelThreads,
  pictures: readonly Pixels[],
  wish: Wish,
  signal: AbortSignal,
): Promise<Looked> {
  const own = sizeOf(pictures);
  const limits: SnapOptions = {
    ...(wish.palette && { palette: wish.palette.colours }),
    ...(wish.colours !== undefined && { colours: wish.colours }),
  };
  const found = await threads.snap(pictures, limits, signal);
  const { longest } = wish;
  const asWished = ({ columns, rows }: { columns: number; rows: number }) =>
    longest === undefined || Math.max(columns, rows) === longest;
  switch (found.kind) {
    case 'native':
      if (longest !== undefined && longest < Math.max(own.width, own.height)) return pixelated(longest);
      return asItIs();
    case 'no_grid':
      return longest === undefined ? { kind: 'no_grid', made: [] } : pixelated(longest);
    case 'snapped':
      return asWished(found) || longest === undefined ? { kind: 'snapped', made: [found.pictures] } : ofSize(longest);
    case 'unsure': {
      const right = longest === undefined ? undefined : found.candidates.find(asWished);
      if (right) return { kind: 'snapped', made: [right.pictures] };
      return longest === undefined
        ? { kind: 'unsure', made: found.candidates.map((each) => each.pictures) }
        : ofSize(longest);
    }
  }

  /** It is pixel art; whether something was said of its colours, and they are others. */
  async function asItIs(): Promise<Looked> {
    // Without what is empty in a sheet.
    const all = joined(pictures, 1);
    const { facts, breaches } = await threads.check(all, contractOf(all, wish, mostOf(pictures)), signal);
    const isSaid = wish.colours !== undefined || wish.palette !== undefined;
    const isOther = breaches.some(({ kind }) => kind === 'colours' || kind === 'palette');
    return isSaid && isOther
      ? { kind: 'snapped', made: [pictures] }
      : { kind: 'native', made: [], facts: { ...facts, ...own } };
  }

  async function pixelated(cells: number): Promise<Looked> {
    const { colours = snap.usualColours, palette } = wish;
    const most = palette && wish.colours === undefined ? mostColours : colours;
    const options = { longest: cells, colours: Math.min(most, mostOf(pictures)), palette: palette?.colours };
    return { kind: 'pixelated', made: [await threads.pixelate(pictures, options, signal)] };
  }

  /** It has a grid, and another one was asked for: that is looked for where it would be. */
  async function ofSize(cells: number): Promise<Looked> {
    const { width: columns, height: rows } = sizeWithin(own, cells);
    const again = await threads.snap(pictures, { ...limits, size: { columns, rows } }, signal);
    return again.kind === 'snapped' ? { kind: 'snapped', made: [again.pictures] } : pixelated(cells);
  }
}

/** What comes of it is to be what it was found to be, in as many colours as were asked for. */
export const contractOf = (
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  { colours = mostColours, palette }: Wish,
  most: number,
): PixelContract => ({
  ...{ width, height, palette: palette?.colours, alpha: 'binary' },
  maxColours: Math.min(colours, palette?.colours.length ?? mostColours, most),
});

/** Of what moves one is left for what is empty in its sheet: a file of frames has 256 with it. */
const mostOf = (pictures: readonly Pixels[]) => (pictures.length > 1 ? mostColours - 1 : mostColours);

async function inContract(
  threads: PixelThreads,
  picture: Pixels,
  asked: PixelContract,
  signal: AbortSignal,
): Promise<{ pixels: Pixels; contract: AssetContract }> {
  const { pixels, check } = await threads.inContract(picture, asked, signal);
  const { version, facts, breaches } = check;
  const checkedAt = new Date().toISOString();
  return { pixels, contract: { version, checkedAt, asked, facts, breaches, changes: [], isOffer: false } };
}

async function kept(pixels: Pixels, mark: Buffer | undefined): Promise<KeptImage> {
  return keepImage(await pngOf(pixels), { model: snap.id, ...(mark && { mark }) });
}

const pngOf = (pixels: Pixels): Promise<Buffer> =>
  decoded(() =>
    sharp(...rawOf(pixels))
      .png({ compressionLevel: 9 })
      .toBuffer(),
  );
