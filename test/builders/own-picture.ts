import { randomBytes, randomUUID } from 'node:crypto';
import type { Deps } from '#core/deps.ts';
import { sealWords } from '#core/keys/seal-words.ts';

/** A picture that its owner uploaded, or that was made from another one; its files hold placeholders. */
export async function buildOwnPicture(
  { db, storage, keys }: Pick<Deps, 'db' | 'storage' | 'keys'>,
  { userId }: { userId: string },
  { title, madeFrom }: { title: string; madeFrom?: string },
): Promise<{ id: string; storageKey: string; thumbnailKey: string; largeThumbnailKey: string }> {
  const id = randomUUID();
  const names = {
    storageKey: `assets/own/${id}.png`,
    thumbnailKey: `assets/own/${id}.thumb.webp`,
    largeThumbnailKey: `assets/own/${id}.large.webp`,
  };
  const file = {
    contentType: 'image/png',
    sha256: randomBytes(32).toString('hex'),
    width: 8,
    height: 8,
    byteLength: 4,
  };
  const words = await sealWords({ keys }, { userId }, title);
  const source =
    madeFrom === undefined
      ? { source: 'upload' as const }
      : { source: 'operation' as const, operation: 'enlarge', parentId: madeFrom };
  await db.asset.create({
    data: { id, userId, title: words.readable, titleSealed: words.sealed, ...names, ...file, ...source },
  });
  for (const key of Object.values(names))
    await storage.put(key, randomBytes(4), { contentType: 'image/png', owner: { userId } });
  return { id, ...names };
}
