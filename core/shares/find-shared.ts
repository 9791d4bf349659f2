import { openAccountName } from '../accounts/name.ts';
import { type AssetLayout, storedLayout } from '../assets/layout/asset-layout.ts';
import { requestsThatDrew } from '../assets/made-by-run.ts';
import { pictureType } from '../assets/picture-type.ts';
import { wordsOf } from '../assets/words-of.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { openText } from '../keys/stored-text.ts';
import { hashToken } from '../linking/link-identity.ts';
import { isAssetOnGrid } from '../models/on-grid.ts';
import { emptyShare, endedShare, noSuchShare } from './refusals.ts';
import { isSeen, openShare } from './seen.ts';

type Finding = Pick<Deps, 'db' | 'keys' | 'log'>;

const made = {
  select: { prompt: true, promptSealed: true, model: true, originModel: true },
} as const;

/** What a link shows to everybody who has it. */
export interface Shared {
  id: string;
  userId: string;
  isListed: boolean;
  /** Null: its owner does not show it, or has none. */
  name: string | null;
  pictures: SharedPicture[];
}

export interface SharedPicture {
  /** Its number in the link. */
  number: number;
  /** The request that drew it, or what it is a copy of. */
  generationId: string;
  /** Null: its owner does not show it. */
  prompt: string | null;
  width: number;
  height: number;
  isPixelArt: boolean;
  layout: AssetLayout | null;
}

/**
 * What the link with this secret shows now. A person who is blocked, or about to be erased, shows nothing; why is not said.
 * @throws Failure not_found, ended_share
 */
export async function findShared(deps: Finding, token: string): Promise<Shared> {
  const share = await deps.db.share.findUnique({
    where: { tokenHash: hashToken(token) },
    include: {
      user: { select: { name: true, nameSealed: true } },
      pictures: { orderBy: { number: 'asc' }, include: { asset: { include: { generation: made } } } },
    },
  });
  if (!share) throw noSuchShare();
  const { id, userId, isListed, showsName, showsPrompt, user } = share;
  const isOpen = await deps.db.share.count({ where: { id, ...openShare(await databaseNow(deps)) } });
  if (isOpen === 0) throw endedShare();
  const seen = share.pictures.filter(({ asset }) => asset.userId === userId && isSeen(asset));
  const drew = await requestsThatDrew(
    deps,
    seen.map(({ asset }) => asset.id),
  );
  const pictures = await Promise.all(
    seen.flatMap(({ number, asset }) => {
      const generationId = drew.get(asset.id);
      if (generationId === undefined) return [];
      const { width, height } = asset;
      const layout = storedLayout.parse(asset.layout);
      const about = { number, generationId, width, height, isPixelArt: isAssetOnGrid(asset), layout };
      return [promptOf(deps, asset, showsPrompt).then((prompt) => ({ ...about, prompt }))];
    }),
  );
  if (pictures.length === 0) throw emptyShare();
  const name = showsName ? await openAccountName(deps, user) : '';
  return { id, userId, isListed, name: name === '' ? null : name, pictures };
}

/** One picture that a link shows now, with its storage keys; undefined if it shows none of that number. Its words only if the link shows them. */
export async function findSharedPicture(deps: Finding, { token, number }: { token: string; number: number }) {
  const found = await deps.db.shareAsset.findFirst({
    where: { number, share: { tokenHash: hashToken(token), ...openShare(await databaseNow(deps)) } },
    include: { share: true, asset: { include: { generation: made } } },
  });
  if (!found) return undefined;
  const { share, asset } = found;
  if (asset.userId !== share.userId || !isSeen(asset)) return undefined;
  const prompt = await promptOf(deps, asset, share.showsPrompt);
  return {
    ...asset,
    contentType: pictureType.parse(asset.contentType),
    prompt: prompt ?? '',
    /** Of the link, and not of its request: that would tell which pictures belong together. */
    position: number - 1,
    isListed: share.isListed,
    isPixelArt: isAssetOnGrid(asset),
  };
}

const promptOf = async (deps: Finding, asset: Parameters<typeof wordsOf>[0], isShown: boolean) =>
  isShown ? openText(deps, wordsOf(asset)) : null;
