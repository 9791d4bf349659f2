import type { Deps } from '../deps.ts';
import { openFields } from '../keys/stored-text.ts';
import { notFound } from '../not-found.ts';
import { pictureType } from './picture-type.ts';
import { wordsOf } from './words-of.ts';
import type { ZippedAsset } from './write-zip.ts';
import { readZipLink, signZipLink } from './zip-link.ts';

type Zipping = Pick<Deps, 'db' | 'keys' | 'log' | 'config'>;

/** A link to a zip of those of these assets that belong to the account, and their number. @throws Failure not_found */
export async function offerZip(
  deps: Zipping,
  { userId, ids: wanted }: { userId: string; ids: string[] },
): Promise<{ url: string; files: number }> {
  const found = await deps.db.asset.findMany({
    where: { id: { in: wanted }, userId, deletedAt: null, hiddenAt: null, flaggedAt: null },
    select: { id: true },
  });
  if (found.length === 0) throw notFound('There are no such images');
  const theirs = new Set(found.map(({ id }) => id));
  const ids = [...new Set(wanted)].filter((id) => theirs.has(id));
  return { url: signZipLink(deps.config, userId, ids), files: ids.length };
}

/** The images of such a link that still belong to the account. @throws Failure not_found, expired_download */
export async function openZip(
  deps: Zipping,
  { userId, query }: { userId: string; query: unknown },
): Promise<ZippedAsset[]> {
  const assets = await deps.db.asset.findMany({
    where: {
      id: { in: readZipLink(deps.config, userId, query) },
      userId,
      deletedAt: null,
      hiddenAt: null,
      flaggedAt: null,
    },
    orderBy: [{ createdAt: 'asc' }, { position: 'asc' }],
    include: { generation: { select: { prompt: true, promptSealed: true } } },
  });
  if (assets.length === 0) throw notFound('The images of this download are gone');
  const stored = assets.map((asset) => ({
    ...asset,
    contentType: pictureType.parse(asset.contentType),
    prompt: wordsOf(asset),
  }));
  return openFields(deps, stored, 'prompt');
}
