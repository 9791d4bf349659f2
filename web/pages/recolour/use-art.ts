import { useQuery } from '@tanstack/react-query';
import type { Answered } from '#core/contract/pages/contract.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { mostRecoloured } from '#core/contract/recolouring.ts';
import { countColours } from '#core/pixel/palettes/count.ts';
import { mostColours } from '#core/pixel/palettes/palette.ts';
import type { Colour, Pixels } from '#core/pixel/picture.ts';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { requestFile } from '../../client/request-file.ts';
import { pixelsOf } from '../../palettes/pixels-of.ts';

/** An image of few colours, taken apart. */
export interface Art {
  asset: AssetSummary;
  pixels: Pixels;
  colours: readonly Colour[];
}

/** What is in a project, as far as it can be recoloured; and how many images cannot be, and why. */
export interface FoundArt {
  art: Art[];
  /** All their colours, those that most pixels have first. */
  colours: Colour[];
  moving: number;
  tooMany: number;
  unreadable: number;
  /** Neither drawn on a grid nor as small as what is. */
  others: number;
  /** More than are taken at once: the newest are. */
  isCut: boolean;
}

/** Of all of them together: each takes four bytes here, and as many again in its new colours. An enlargement has as many as a thousand figures. */
const mostPixels = 32_000_000;
/** Up to this many pixels on a side a picture most likely has a palette. */
const smallPx = 384;
const pageSize = 100;
const atOnce = 6;

/** Looks through the images of a project, newest first. */
export const useArt = (projectId: string) =>
  useQuery({
    queryKey: [...keys.pixels, 'project', projectId],
    queryFn: ({ signal }) => lookThrough(projectId, signal),
    staleTime: 60_000,
    gcTime: 60_000,
  });

async function lookThrough(project: string, signal: AbortSignal): Promise<FoundArt> {
  const found: FoundArt = { art: [], colours: [], moving: 0, tooMany: 0, unreadable: 0, others: 0, isCut: false };
  const counts = new Map<Colour, number>();
  for await (const page of pagesOf(project, signal)) {
    const likely = page.filter(isLikely);
    found.others += page.length - likely.length;
    for (let at = 0; at < likely.length && !found.isCut; at += atOnce) {
      const some = await Promise.all(likely.slice(at, at + atOnce).map(takeApart));
      for (const each of some) if (!found.isCut) note(found, counts, each);
    }
    if (found.isCut) break;
  }
  found.colours = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  return found;
}

const isLikely = ({ isPixelArt, width, height }: AssetSummary) => isPixelArt || Math.max(width, height) <= smallPx;

async function* pagesOf(project: string, signal: AbortSignal): AsyncGenerator<AssetSummary[]> {
  let cursor: string | undefined;
  do {
    const query = { project, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const page: Answered<'listAssets'> = await call('listAssets', { query, signal });
    yield page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

interface Apart {
  asset: AssetSummary;
  pixels: Pixels;
  counts: NonNullable<ReturnType<typeof countColours>>;
}

/** Undefined of one that was deleted since it was listed. */
async function takeApart(asset: AssetSummary): Promise<Apart | 'moving' | 'tooMany' | 'unreadable' | undefined> {
  const blob = await fileOf(asset);
  if (blob === undefined) return undefined;
  if (blob.type === 'image/gif') return 'moving';
  try {
    const pixels = await pixelsOf(blob);
    const counts = countColours(pixels, mostColours);
    return counts ? { asset, pixels, counts } : 'tooMany';
  } catch {
    return 'unreadable';
  }
}

const isGone = (error: unknown) => [404, 410].includes(problemOf(error).status);

async function fileOf({ imageUrl }: AssetSummary): Promise<Blob | undefined> {
  try {
    return (await requestFile(imageUrl)).blob;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Adds what was taken apart, or why it was not; cut, if it is too much. */
export function note(found: FoundArt, counts: Map<Colour, number>, each: Awaited<ReturnType<typeof takeApart>>): void {
  if (each === undefined) return;
  if (typeof each === 'string') {
    found[each] += 1;
    return;
  }
  const taken = found.art.reduce((sum, { pixels }) => sum + pixels.data.length, 0);
  found.isCut = found.art.length >= mostRecoloured || taken + each.pixels.data.length > mostPixels;
  if (found.isCut) return;
  found.art.push({ asset: each.asset, pixels: each.pixels, colours: each.counts.map(({ colour }) => colour) });
  for (const { colour, pixels } of each.counts) counts.set(colour, (counts.get(colour) ?? 0) + pixels);
}
