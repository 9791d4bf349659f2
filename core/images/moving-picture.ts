import type { AnimationLayout } from '../assets/layout/asset-layout.ts';
import { animationIn, placesOf } from '../assets/layout/cut-layout.ts';
import type { MovingForm } from '../contract/pages/shapes.ts';
import { arrayJson, hashJson } from '../pixel/formats/sheet/aseprite-json.ts';
import { indexed } from '../pixel/indexed.ts';
import type { Animation, IndexedPicture } from '../pixel/picture.ts';
import { shownFactor } from '../pixel/shown-factor.ts';
import { decoded, openImage } from './open-image.ts';
import type { PixelThreads } from './pixel-threads.ts';
import { copyProvenance } from './provenance.ts';
import { pixelsOf } from './raw-pixels.ts';

/** The mark that says how it was made is shorter. */
const markBytes = 4_096;

interface Frames {
  sheet: IndexedPicture;
  animation: Animation;
}

/** The frames of a stored sheet. Undefined if it has more colours than a palette holds, or half transparent pixels: it was kept all the same. @throws ImageError */
async function framesOf(bytes: Buffer, layout: AnimationLayout): Promise<Frames | undefined> {
  const sheet = indexed(await decoded(async () => pixelsOf(await openImage(bytes))));
  return sheet && { sheet, animation: animationIn(sheet, layout) };
}

/**
 * A sheet of frames as a chat or a page shows it: a GIF, enlarged by a whole factor, by a smaller one where it would have more bytes than that, with the sheet's mark. Every
 * frame is one, for exactly its time. Undefined if it cannot be one. @throws ImageError
 */
export async function movingPicture(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'gif'> },
  bytes: Buffer,
  layout: AnimationLayout,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer | undefined> {
  const found = await framesOf(bytes, layout);
  if (!found) return undefined;
  const gif = await pixelThreads.gif(found.animation, shownFactor(layout), limitBytes - markBytes);
  return gif && marked(bytes, gif);
}

/** The same at its own size as another file. `name`: of the files in a zip, without an ending. @throws ImageError */
export async function movingFile(
  { pixelThreads }: { pixelThreads: Pick<PixelThreads, 'animation' | 'zip'> },
  bytes: Buffer,
  layout: AnimationLayout,
  { form, name }: { form: MovingForm; name: string },
): Promise<Buffer | undefined> {
  const found = await framesOf(bytes, layout);
  if (!found) return undefined;
  const { animation } = found;
  if (form === 'zip') return Buffer.from(await pixelThreads.zip(sheetWithJson(bytes, found, { layout, name })));
  const file = await pixelThreads.animation(animation, form, name);
  // An .aseprite file has no place for the mark.
  return form === 'aseprite' ? Buffer.from(file) : marked(bytes, file);
}

const marked = (original: Buffer, copy: Uint8Array): Buffer => copyProvenance(original, Buffer.from(copy));

/** The sheet as it is stored, and both descriptions of where its frames lie and for how long each is shown. */
function sheetWithJson(
  bytes: Buffer,
  { sheet, animation }: Frames,
  { layout, name }: { layout: AnimationLayout; name: string },
): Record<string, Uint8Array | string> {
  const { columns, height } = layout;
  const image = `${name}.png`;
  const content = {
    ...{ name, image, tags: animation.tags, times: animation.frames.map(({ ms }) => ms) },
    sheet: { picture: sheet, places: placesOf(layout), columns, rows: sheet.height / height, margin: 0, spacing: 0 },
  };
  return { [image]: bytes, [`${name}.array.json`]: arrayJson(content), [`${name}.hash.json`]: hashJson(content) };
}
