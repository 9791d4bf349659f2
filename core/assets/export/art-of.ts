import type { Deps } from '../../deps.ts';
import { pixelArtPx } from '../../images/raw-pixels.ts';
import { type NoArt, readPixelArt } from '../../images/read-pixel-art.ts';
import type { ExportedArt } from '../../pixel/engines/engine.ts';
import { fileNameOf } from '../../pixel/engines/export-zip.ts';
import { stableId } from '../../pixel/engines/stable-id.ts';
import { inOrderOf } from '../../pixel/palettes/in-order.ts';
import { type IndexedPicture, mostPixels } from '../../pixel/picture.ts';
import { StorageError } from '../../ports/storage.ts';
import { type AssetLayout, storedLayout } from '../layout/asset-layout.ts';
import { animationIn } from '../layout/cut-layout.ts';
import { artOfTiles } from '../layout/tiles-art.ts';
import type { ZippedAsset } from '../write-zip.ts';

/** Why an image is in no export. */
export type NotExported = NoArt | 'too_large' | 'too_many' | 'gone';

export interface ReadArt {
  art: ExportedArt;
  /** Its file is so many times as large as the picture, which is exported at its own size; 1: as it is. */
  factor: number;
  /** What its file says of how it was made, as an XMP packet. */
  mark: Buffer | undefined;
}

const mostBytes = 16_000_000;

/**
 * An image as pixel art for an engine, exactly as it is stored, its colours in the order of the palette that it was asked for in. Of what is no pixel art, why: nothing
 * is changed so that it becomes some.
 */
export async function artOf(
  { storage, pixelThreads }: Pick<Deps, 'storage' | 'pixelThreads'>,
  asset: ZippedAsset,
): Promise<ReadArt | NotExported> {
  if (asset.width * asset.height > mostPixels || asset.byteLength > mostBytes) return 'too_large';
  const bytes = await fileOf(storage, asset.storageKey);
  if (!bytes) return 'gone';
  const file = await readPixelArt(pixelThreads, bytes, asset.contentType);
  if (typeof file === 'string') return file;
  const { mark } = file;
  const palette = asset.contract?.asked.palette;
  const read = palette ? inOrderOf(file.animation, palette) : file.animation;
  const named = { id: asset.id, name: artName(asset) };
  const layout = storedLayout.parse(asset.layout);
  const [first] = read.frames;
  if (layout && first && read.frames.length === 1) {
    const { frames: _, tags: _tags, ...whole } = read;
    return { art: { ...named, ...partsOf({ ...whole, indices: first.indices }, layout) }, factor: 1, mark };
  }
  // What is larger than pixel art is drawn may be an enlargement.
  const isLarge = Math.max(read.width, read.height) > pixelArtPx;
  const { animation, factor } = isLarge ? await pixelThreads.ownSize(read) : { animation: read, factor: 1 };
  return { art: { ...named, animation }, factor, mark };
}

/**
 * What its files are called: its words, and six signs made of its id. Never by what else is exported with it, or a scene would look for another file the
 * next time.
 */
const artName = ({ id, prompt }: Pick<ZippedAsset, 'id' | 'prompt'>): string =>
  `${fileNameOf(prompt)}-${stableId(id).slice(0, 6)}`;

const partsOf = (file: IndexedPicture, layout: AssetLayout): Pick<ExportedArt, 'animation' | 'tiles'> =>
  layout.kind === 'animation' ? { animation: animationIn(file, layout) } : artOfTiles(file, layout);

async function fileOf(storage: Deps['storage'], key: string): Promise<Buffer | undefined> {
  try {
    return await storage.get(key);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') return undefined;
    throw error;
  }
}
