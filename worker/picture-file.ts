import { endingOf } from '#core/assets/picture-type.ts';
import type { Deps } from '#core/deps.ts';
import type { HeldFile } from '#core/generations/held-outputs.ts';
import type { KeyOwner } from '#core/keys/keys.ts';
import type { KeptImage } from './images/keep-image.ts';

/** Where a picture of a generation lies, and its thumbnail. Named after its content: storing it twice after a crash leaves one file. */
export function fileOf(
  { generationId, position }: { generationId: string; position: number },
  { bytes, contentType, sha256, width, height }: Omit<KeptImage, 'frames'>,
): { file: HeldFile; thumbnailKey: string } {
  const name = `assets/${generationId}/${position}-${sha256.slice(0, 16)}`;
  const storageKey = `${name}.${endingOf(contentType)}`;
  const file = { position, storageKey, contentType, sha256, width, height, byteLength: bytes.length };
  return { file, thumbnailKey: `${name}.thumb.webp` };
}

/** Puts it there, sealed with its owner's key. */
export const putFile = (
  { storage }: Pick<Deps, 'storage'>,
  { storageKey, contentType }: HeldFile,
  { bytes, owner }: { bytes: Buffer; owner: KeyOwner },
): Promise<void> => storage.put(storageKey, bytes, { contentType, owner });
