import type { Prisma } from '../../prisma/generated/client.ts';
import { wordsOf } from '../assets/words-of.ts';
import type { Deps } from '../deps.ts';
import { openFields, storedTextOf, unreadable } from '../keys/stored-text.ts';
import { isAssetOnGrid } from '../models/on-grid.ts';
import { isSeen } from './seen.ts';

/** So many of its images a list shows. */
const firstShown = 4;

const drawn = { model: true, originModel: true } as const;
export const shareColumns = {
  pictures: {
    orderBy: { number: 'asc' },
    select: {
      asset: {
        select: {
          ...{
            id: true,
            userId: true,
            deletedAt: true,
            operation: true,
            width: true,
            height: true,
            trashedAt: true,
            hiddenAt: true,
            flaggedAt: true,
            title: true,
            titleSealed: true,
          },
          generation: { select: { prompt: true, promptSealed: true, ...drawn } },
        },
      },
    },
  },
} as const satisfies Prisma.ShareInclude;
type Row = Prisma.ShareGetPayload<{ include: typeof shareColumns }>;

/** A link as its owner sees it. */
export interface OwnShare
  extends Pick<
    Row,
    'id' | 'showsPrompt' | 'showsName' | 'isListed' | 'expiresAt' | 'views' | 'previews' | 'createdAt'
  > {
  /** Null: it has ended, or its address can no longer be read. */
  url: string | null;
  ended: 'time' | 'operator' | null;
  first: Array<{ assetId: string; prompt: string; width: number; height: number; isPixelArt: boolean }>;
  pictures: number;
  seen: number;
}

/** The links of these rows, with what is sealed in them open. @throws StorageError unavailable, if the key store is away */
export async function ownShares(
  deps: Pick<Deps, 'keys' | 'log' | 'config'>,
  rows: readonly Row[],
  now: Date,
): Promise<OwnShare[]> {
  const stored = rows.map((row) => ({ row, token: storedTextOf(row.token, row.tokenSealed) }));
  return Promise.all(
    (await openFields(deps, stored, 'token')).map(({ row, token }) => ownShare(deps, row, token, now)),
  );
}

async function ownShare(
  deps: Pick<Deps, 'keys' | 'log' | 'config'>,
  row: Row,
  token: string,
  now: Date,
): Promise<OwnShare> {
  const { id, showsPrompt, showsName, isListed, expiresAt, views, previews, createdAt } = row;
  const seen = row.pictures.flatMap(({ asset }) => (asset.userId === row.userId && isSeen(asset) ? [asset] : []));
  const first = seen.slice(0, firstShown).map((asset) => ({
    assetId: asset.id,
    prompt: wordsOf(asset),
    width: asset.width,
    height: asset.height,
    isPixelArt: isAssetOnGrid(asset),
  }));
  const ended = endOf(row, now);
  return {
    ...{ id, showsPrompt, showsName, isListed, expiresAt, views, previews, createdAt, ended },
    url: ended !== null || token === unreadable ? null : shareUrl(deps.config, token),
    first: await openFields(deps, first, 'prompt'),
    pictures: row.pictures.length,
    seen: seen.length,
  };
}

const shareUrl = ({ publicUrl }: Pick<Deps['config'], 'publicUrl'>, token: string) => `${publicUrl}/s/${token}`;

function endOf({ revokedAt, expiresAt }: Pick<Row, 'revokedAt' | 'expiresAt'>, now: Date): OwnShare['ended'] {
  // Those that their owner ended are in no list.
  if (revokedAt !== null) return 'operator';
  return expiresAt !== null && expiresAt <= now ? 'time' : null;
}
