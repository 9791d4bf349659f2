import { createHash } from 'node:crypto';
import { wordsOfNone } from '../contract/typed-words.ts';
import type { Deps } from '../deps.ts';
import { requestAgain } from '../generations/again.ts';
import type { findGeneration } from '../generations/find.ts';
import { isTheirs, type Owner } from '../generations/owner.ts';
import { findSourcePicture } from '../generations/source-picture.ts';
import { pictureGone, pictureOfAnother } from '../generations/tool-refusals.ts';
import { toolRequest } from '../generations/tool-request.ts';
import type { Wanted } from '../generations/wanted.ts';
import { sameSize } from '../models/define-model.ts';
import { enlarge } from '../models/enlarge.ts';
import { type PixelWish, saying, storedPixelWish } from '../models/pixel-wish.ts';
import { snap } from '../models/snap.ts';
import { coloursOf } from '../palettes/palette-column.ts';
import { paletteWritten } from './palette-written.ts';

/** What somebody says of pixel art that is to be made of a picture. */
export interface WrittenSnap {
  colours?: number | undefined;
  /** A classic or one of theirs by its name, or colours in hex. */
  palette?: string | undefined;
  /** How many pixels its longer side is to have. */
  longest?: number | undefined;
}

type Reading = Pick<Deps, 'db' | 'keys' | 'log'>;
type Earlier = Awaited<ReturnType<typeof findGeneration>>;

/** Pixel art of a stored picture, whoever's it is. @throws Failure picture_gone, tool_does_not_apply, unknown_palette */
export async function pixelArtOfAsset(
  deps: Reading,
  assetId: string,
  { who, written }: { who: Owner; written: WrittenSnap },
): Promise<Wanted> {
  const tool = 'pixel-art';
  const wanted = toolRequest(await findSourcePicture(deps, assetId), { tool, assetId }, who);
  const pixel = await wishOf(deps, written, { who, projectId: wanted.projectId });
  return { ...wanted, pixel, pressKey: keyOfPress(`${tool}:${assetId}`, pixel) };
}

/** Of a picture that is in no gallery, where a request finds it. @throws Failure unknown_palette */
export async function pixelArtOfPicture(
  deps: Reading,
  { referenceUrl, projectId }: { referenceUrl: string; projectId?: string | undefined },
  { who, written, words = wordsOfNone.pixelArt }: { who: Owner; written: WrittenSnap; words?: string },
): Promise<Wanted> {
  return {
    ...{ model: snap, prompt: words, count: 1, size: sameSize, referenceUrl, projectId },
    pixel: await wishOf(deps, written, { who, projectId }),
    madeFrom: { assetId: null, tool: 'pixel-art', takesPicture: true, originModel: null },
  };
}

/** What a request looked at in vain, now as large as is said. @throws Failure picture_gone, not_yours, unknown_palette */
export async function pixelArtAgain(
  deps: Reading,
  earlier: Earlier,
  { who, written }: { who: Owner; written: WrittenSnap },
): Promise<Wanted> {
  if (earlier.tool !== 'pixel-art') throw pictureGone();
  checkMayUse(earlier, who);
  const wanted = await requestAgain(deps, earlier, who);
  const before = storedPixelWish.parse(earlier.pixel) ?? {};
  // What was said before counts as said.
  const wish = await wishOf(deps, written, { who, projectId: before.palette ? undefined : wanted.projectId });
  const pixel = saying({ ...before, ...wish });
  return { ...wanted, pixel, pressKey: keyOfPress(`pixelate:${earlier.id}`, pixel) };
}

/** The same press twice is one; in other colours, or of another size, it is another wish. What is pressed says nothing more, and is as long as ever. */
export function keyOfPress(what: string, wish: PixelWish | undefined): string {
  const said = wish && createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 16);
  return said === undefined ? what : `${what}:${said}`;
}

/** A picture that turned out to be pixel art already, enlarged pixel by pixel. @throws Failure picture_gone, not_yours */
export function enlargedOwnCopy(earlier: Earlier, who: Owner): Wanted {
  if (earlier.tool !== 'pixel-art') throw pictureGone();
  checkMayUse({ ...earlier, sourceAssetId: null }, who);
  const { inputImageKey, prompt, projectId } = earlier;
  if (inputImageKey === null) throw pictureGone();
  return {
    ...{ model: enlarge, prompt, inputImageKey, count: 1, size: sameSize, projectId: projectId ?? undefined },
    madeFrom: { assetId: null, tool: 'upscale', takesPicture: false, originModel: snap.id },
    pressKey: `upscale-native:${earlier.id}`,
  };
}

/** A picture of ours is everybody's who sees it; one that somebody brought is theirs. */
function checkMayUse(earlier: Pick<Earlier, 'sourceAssetId' | 'identityId' | 'userId'>, who: Owner): void {
  if (earlier.sourceAssetId === null && !isTheirs(earlier, who)) throw pictureOfAnother();
}

/** What is said, and the palette to which the project is locked that it goes to, where nothing is said of one. */
async function wishOf(
  deps: Reading,
  { palette, colours, longest }: WrittenSnap,
  { who, projectId }: { who: Owner; projectId: string | undefined },
): Promise<PixelWish | undefined> {
  const locked = palette === undefined && projectId !== undefined ? await paletteOfProject(deps, projectId) : null;
  return saying({
    colours,
    longest,
    palette:
      palette === undefined
        ? locked
          ? { colours: [...locked] }
          : undefined
        : await paletteWritten(deps, who.userId, palette),
  });
}

async function paletteOfProject(deps: Reading, id: string) {
  const project = await deps.db.project.findUnique({ where: { id }, select: { paletteId: true } });
  return coloursOf(deps, project?.paletteId ?? null);
}
