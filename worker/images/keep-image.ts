import { createHash } from 'node:crypto';
import type { PictureType } from '#core/assets/picture-type.ts';
import { typeOf } from '#core/assets/sniff-format.ts';
import type { Container } from '#core/images/containers/container.ts';
import { joinInPlace } from '#core/images/containers/join-in-place.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { checkSize, decoded, openImage } from '#core/images/open-image.ts';
import { xmpPacket } from '#core/images/provenance.ts';

export interface KeptImage {
  bytes: Buffer;
  contentType: PictureType;
  /** In pixels, as shown. */
  width: number;
  height: number;
  /** More than one of an animation. */
  frames: number;
  /** Of `bytes`, in hex. */
  sha256: string;
}

/**
 * A model's output as it is stored: its file checked from end to end, stripped of foreign metadata, marked as made by a model; its pixels byte for byte
 * as they came. Nothing is decoded, so the pixels may still turn out to be damaged: `proveImage` tells. Only what chats and browsers do not
 * show, CMYK above all, is decoded, and becomes a PNG.
 * @param model the provider's id of the model, for the mark
 * @param mark in place of the model's own: of the picture that it is made of
 * @param roomBefore how many bytes before `bytes` are free: then the picture is rewritten in its place, and `bytes` is used up
 * @throws ImageError
 */
export async function keepImage(
  bytes: Buffer,
  { model, mark = xmpPacket(model), roomBefore }: { model: string; mark?: Buffer; roomBefore?: number },
): Promise<KeptImage> {
  const found = readSafely(bytes);
  const container = found.unusual === undefined ? found : readSafely(await decoded(() => reencode(bytes)));
  const pieces = container.rewritten(mark);
  const kept = roomBefore === undefined ? Buffer.concat(pieces) : joinInPlace(pieces, bytes, roomBefore);
  const { width, height, frames } = container;
  const sha256 = createHash('sha256').update(kept).digest('hex');
  return { bytes: kept, contentType: typeOf[container.format], width, height, frames, sha256 };
}

/** Before any decoder sees it. */
function readSafely(bytes: Buffer): Container {
  const container = readContainer(bytes);
  checkSize(container);
  return container;
}

async function reencode(bytes: Buffer): Promise<Buffer> {
  return (await openImage(bytes)).autoOrient().toColourspace('srgb').png({ compressionLevel: 6 }).toBuffer();
}
