import { openAccountName } from '../accounts/name.ts';
import { pictureType } from '../assets/picture-type.ts';
import { wordsOf } from '../assets/words-of.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { openText } from '../keys/stored-text.ts';
import { hashToken } from '../linking/link-identity.ts';
import { isPixelArt } from '../models/pixel-art.ts';
import { drawnBy } from '../models/tools.ts';
import { emptyShare, endedShare, noSuchShare } from './refusals.ts';
import { isSeen, openShare } from './seen.ts';

type Finding = Pick<Deps, 'db' | 'keys' | 'log'>;

const made = {
  select: { prompt: true, promptSealed: true, model: true, originModel: true, size: true, id: true },
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
  generationId: string;
  /** Null: its owner does not show it. */
  prompt: string | null;
  width: number;
  height: number;
  isPixelArt: boolean;
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
  const pictures = await Promise.all(
    share.pictures.flatMap(({ number, asset }) => {
      const { generation, width, height } = asset;
      if (asset.userId !== userId || !isSeen(asset) || !generation) return [];
      const art = isPixelArt(drawnBy(generation) ?? '');
      const about = { number, generationId: generation.id, width, height, isPixelArt: art };
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
    isPixelArt: isPixelArt((asset.generation && drawnBy(asset.generation)) ?? ''),
  };
}

const promptOf = async (deps: Finding, asset: Parameters<typeof wordsOf>[0], isShown: boolean) =>
  isShown ? openText(deps, wordsOf(asset)) : null;
