import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { PixelFound } from '#core/generations/pixel-found.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import type { PixelThreads } from '#core/images/pixel-threads.ts';
import { pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import { mostColours, type PixelWish } from '#core/models/pixel-wish.ts';
import { snap } from '#core/models/snap.ts';
import type { PixelContract, PixelFacts } from '#core/pixel/contract.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { sizeWithin } from '#core/pixel/pixelate.ts';
import type { SnapOptions } from '#core/pixel/snap/snap.ts';
import { type KeptImage, keepImage } from './keep-image.ts';

type Wish = Pick<PixelWish, 'colours' | 'palette' | 'longest'>;

/** What a picture is as pixel art: nothing if it is some already or has no grid, two if one of two grids is right, else one. */
export interface PixelArtOf {
  found: PixelFound;
  made: ReadonlyArray<{ image: KeptImage; contract: AssetContract }>;
}

/**
 * Makes pixel art of a picture that looks like it, as core/pixel/snap finds it; of one without a grid only if it is said how large.
 * @param mark of the picture that it is made of, if it has one
 * @throws ImageError; an AbortError once `signal` is aborted
 */
export async function pixelArtOf(
  threads: PixelThreads,
  bytes: Buffer,
  { wish, mark, signal }: { wish: Wish; mark: Buffer | undefined; signal: AbortSignal },
): Promise<PixelArtOf> {
  const picture = await decoded(async () => pixelsOf(await openImage(bytes)));
  const { width, height } = picture;
  const { kind, pictures, facts } = await look(threads, picture, wish, signal);
  const made = await Promise.all(
    pictures.map(async (each) => {
      const { pixels, contract } = await inContract(threads, each, wish, signal);
      const image = await kept(pixels, mark);
      return { image, contract: kind === 'unsure' ? { ...contract, isCandidate: true as const } : contract };
    }),
  );
  return { found: { kind, width, height, ...(facts && { facts }) }, made };
}

interface Looked {
  kind: PixelFound['kind'];
  pictures: readonly Pixels[];
  /** Of what is pixel art already. */
  facts?: PixelFacts;
}

async function look(threads: PixelThreads, picture: Pixels, wish: Wish, signal: AbortSignal): Promise<Looked> {
  const limits: SnapOptions = {
    ...(wish.palette && { palette: wish.palette.colours }),
    ...(wish.colours !== undefined && { colours: wish.colours }),
  };
  const found = await threads.snap([picture], limits, signal);
  const { longest } = wish;
  const asWished = ({ columns, rows }: { columns: number; rows: number }) =>
    longest === undefined || Math.max(columns, rows) === longest;
  switch (found.kind) {
    case 'native':
      if (longest !== undefined && longest < Math.max(picture.width, picture.height)) return pixelated(longest);
      return asItIs();
    case 'no_grid':
      return longest === undefined ? { kind: 'no_grid', pictures: [] } : pixelated(longest);
    case 'snapped':
      return asWished(found) || longest === undefined
        ? { kind: 'snapped', pictures: found.pictures.slice(0, 1) }
        : ofSize(longest);
    case 'unsure': {
      const right = longest === undefined ? undefined : found.candidates.find(asWished);
      if (right) return { kind: 'snapped', pictures: right.pictures.slice(0, 1) };
      return longest === undefined
        ? { kind: 'unsure', pictures: found.candidates.flatMap(({ pictures }) => pictures.slice(0, 1)) }
        : ofSize(longest);
    }
  }

  /** It is pixel art; whether something was said of its colours, and they are others. */
  async function asItIs(): Promise<Looked> {
    const { facts, breaches } = await threads.check(picture, contractOf(picture, wish), signal);
    const isSaid = wish.colours !== undefined || wish.palette !== undefined;
    const isOther = breaches.some(({ kind }) => kind === 'colours' || kind === 'palette');
    return isSaid && isOther ? { kind: 'snapped', pictures: [picture] } : { kind: 'native', pictures: [], facts };
  }

  async function pixelated(cells: number): Promise<Looked> {
    const { colours = snap.usualColours, palette } = wish;
    const most = palette && wish.colours === undefined ? mostColours : colours;
    const options = { longest: cells, colours: most, palette: palette?.colours };
    return { kind: 'pixelated', pictures: [await threads.pixelate(picture, options, signal)] };
  }

  /** It has a grid, and another one was asked for: that is looked for where it would be. */
  async function ofSize(cells: number): Promise<Looked> {
    const { width: columns, height: rows } = sizeWithin(picture, cells);
    const again = await threads.snap([picture], { ...limits, size: { columns, rows } }, signal);
    return again.kind === 'snapped' ? { kind: 'snapped', pictures: again.pictures.slice(0, 1) } : pixelated(cells);
  }
}

/** What comes of it is to be what it was found to be, in as many colours as were asked for. */
const contractOf = ({ width, height }: Pixels, { colours = mostColours, palette }: Wish): PixelContract => ({
  ...{ width, height, palette: palette?.colours, alpha: 'binary' },
  maxColours: Math.min(colours, palette?.colours.length ?? mostColours),
});

async function inContract(
  threads: PixelThreads,
  picture: Pixels,
  wish: Wish,
  signal: AbortSignal,
): Promise<{ pixels: Pixels; contract: AssetContract }> {
  const asked = contractOf(picture, wish);
  const { pixels, check } = await threads.inContract(picture, asked, signal);
  const { version, facts, breaches } = check;
  const checkedAt = new Date().toISOString();
  return { pixels, contract: { version, checkedAt, asked, facts, breaches, changes: [], isOffer: false } };
}

async function kept(pixels: Pixels, mark: Buffer | undefined): Promise<KeptImage> {
  const png = await decoded(() =>
    sharp(...rawOf(pixels))
      .png({ compressionLevel: 9 })
      .toBuffer(),
  );
  return keepImage(png, { model: snap.id, ...(mark && { mark }) });
}
