import type { ResizeOptions, Sharp } from 'sharp';
import type { PictureType } from '#core/assets/picture-type.ts';
import type { Container } from '#core/images/containers/container.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { encodePicture } from '#core/images/encode-picture.ts';
import { decoded, openImage } from '#core/images/open-image.ts';
import { copyProvenance } from '#core/images/provenance.ts';
import { pixelArtPx, pixelsOf, rawOf } from '#core/images/raw-pixels.ts';
import { sharp } from '#core/images/sharp.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { enlarged, factorOf, reduced } from '#core/pixel/whole-factors.ts';

export interface ChatPicture {
  bytes: Buffer;
  contentType: PictureType;
}

/** What a chat takes. */
export interface ChatTakes {
  limitBytes: number;
  /** The types that it shows. */
  shows: readonly PictureType[];
}

/** A limit that ten steps do not reach is lower than any chat's. */
const maxSteps = 10;

/**
 * The picture as it is if the chat takes and shows it, otherwise a copy that it does: of another type only if it does not show this one, smaller if it
 * must be, never cropped, with the original's mark. The stored file is never touched. Pixel art is made smaller by whole factors, never blurred.
 * @throws ImageError
 */
export async function fitForChat(picture: ChatPicture, { limitBytes, shows }: ChatTakes): Promise<ChatPicture> {
  const isShown = shows.includes(picture.contentType);
  if (isShown && picture.bytes.length <= limitBytes) return picture;
  const container = readContainer(picture.bytes);
  const contentType = isShown ? picture.contentType : shownInstead(container);
  const copies = await copiesOf(picture.bytes, container, contentType);
  let [bytes, scale] = isShown ? [picture.bytes, 1] : [await copies.at(1), 1];
  for (let step = 0; bytes.length > limitBytes && step < maxSteps; step++) {
    // The bytes grow with the square of the side; a little more is taken off so that one step is mostly enough.
    scale = copies.below(scale, scale * Math.min(0.9, Math.sqrt(limitBytes / bytes.length) * 0.95));
    bytes = await copies.at(scale);
  }
  return { bytes, contentType };
}

const shownInstead = ({ frames, hasAlpha }: Container): PictureType =>
  frames > 1 ? 'image/gif' : hasAlpha ? 'image/png' : 'image/jpeg';

interface Copies {
  /** The copy of a scale, 1 being the original's size, with the original's mark. */
  at(scale: number): Promise<Buffer>;
  /** The largest scale that is possible below this one and not above the wanted one; a step at least. */
  below(scale: number, wanted: number): number;
}

async function copiesOf(original: Buffer, container: Container, type: PictureType): Promise<Copies> {
  const marked = (work: () => Promise<Sharp>, isExact: boolean) =>
    decoded(async () => encodePicture(await work(), type, { isExact }).toBuffer()).then((copy) =>
      copyProvenance(original, copy),
    );
  const art = await pixelArtIn(original, container);
  const animated = container.frames > 1 && type !== 'image/png';
  const resized = async (scale: number, how: ResizeOptions) => {
    const image = (await openImage(original, { animated })).autoOrient();
    const [width, height] = [container.width, container.height].map((side) => Math.max(1, Math.round(side * scale)));
    return scale === 1 ? image : image.resize({ width, height, fit: 'fill', ...how });
  };
  if (!art) return { at: (scale) => marked(() => resized(scale, {}), false), below: (_, wanted) => wanted };
  const { native, factor } = art;
  return {
    at: (scale) =>
      animated
        ? marked(() => resized(scale, { kernel: 'nearest' }), true)
        : marked(async () => sharp(...rawOf(stepped(native, scale * factor))), true),
    below: (scale, wanted) => stepBelow(scale * factor, wanted * factor) / factor,
  };
}

/** How large a pixel is: a whole number, or one of 1/2, 1/3 and so on. */
const stepped = (native: Pixels, size: number): Pixels =>
  size >= 1 ? enlarged(native, Math.round(size)) : reduced(native, Math.round(1 / size));

function stepBelow(size: number, wanted: number): number {
  if (wanted >= 1) return Math.min(Math.floor(wanted), Math.round(size) - 1);
  return size > 1 ? 1 : 1 / Math.max(Math.ceil(1 / wanted), Math.round(1 / size) + 1);
}

/** The picture, or the first of an animation, at one pixel a pixel, and by how much it was enlarged; undefined if it is no pixel art. */
async function pixelArtIn(
  bytes: Buffer,
  { format, width, height }: Container,
): Promise<{ native: Pixels; factor: number } | undefined> {
  const isSmall = Math.max(width, height) <= pixelArtPx;
  // What JPEG makes of squares is squares no longer.
  if (format === 'jpeg' && !isSmall) return undefined;
  const pixels = await decoded(async () => pixelsOf(await openImage(bytes)));
  const factor = factorOf(pixels);
  if (!isSmall && Math.max(width, height) / factor > pixelArtPx) return undefined;
  return { native: reduced(pixels, factor), factor };
}
