import type { AnimationLayout } from '#core/assets/layout/asset-layout.ts';
import type { Deps } from '#core/deps.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { xmpPacket } from '#core/images/provenance.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { sheetOf } from '#core/pixel/formats/sheet/sheet.ts';
import type { IndexedPicture } from '#core/pixel/picture.ts';
import { buildGeneration, type GenerationShape } from './generation.ts';
import type { TestUser } from './user.ts';

/** A disc of three colours on what is clear, 24 × 20, with its middle at `x`. */
export const disc = (x = 9): IndexedPicture => ({
  ...{ width: 24, height: 20, colours: [0xff8800, 0x102030, 0, 0xffffff, 0x88cc44], clear: 2 },
  indices: Uint8Array.from({ length: 24 * 20 }, (_, at) => {
    const far = Math.hypot((at % 24) - x, Math.floor(at / 24) - 10);
    return far < 3 ? 0 : far < 4 ? 1 : far < 5 ? 3 : 2;
  }),
});

/** Its file, as a model's is kept: with the mark that says so. */
export const markedPng = (picture: IndexedPicture): Buffer =>
  Buffer.concat(readContainer(Buffer.from(writePng(picture))).rewritten(xmpPacket('rd-fast')));

/** Four directions of two frames each, of which the second is shown for longer. */
export const walkLayout: AnimationLayout = {
  ...{ kind: 'animation', width: 24, height: 20, columns: 4 },
  frames: Array.from({ length: 8 }, (_, at) => ({ ms: at % 2 === 0 ? 100 : 160 })),
  tags: (['down', 'left', 'right', 'up'] as const).map((way, at) => ({
    ...{ name: `walk-${way}`, from: at * 2, to: at * 2 + 1, direction: 'forward', repeat: 0 },
  })),
};

const walkFrames = Array.from({ length: 8 }, (_, at) => disc(6 + at));
export const walkSheet = (): IndexedPicture => sheetOf(disc(), walkFrames, { columns: 4 }).picture;

type Person = Pick<TestUser, 'walletId'> & { userId: string | null; identityId: string | null };

/** A finished request with these pictures; `layout` says how the first one holds frames. */
export async function buildArt(
  deps: Pick<Deps, 'db' | 'storage' | 'keys'>,
  person: Person,
  pictures: readonly IndexedPicture[],
  { layout, ...shape }: GenerationShape & { layout?: AnimationLayout } = {},
): Promise<string[]> {
  const { assetIds } = await buildGeneration(
    deps,
    person,
    { images: pictures.length, prompt: 'a fox knight', ...shape },
    (at) => {
      const picture = pictures[at] ?? disc();
      return { bytes: markedPng(picture), width: picture.width, height: picture.height };
    },
  );
  if (layout) await deps.db.asset.update({ where: { id: assetIds[0] ?? '' }, data: { layout } });
  return assetIds;
}
