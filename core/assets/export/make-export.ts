import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import type { ExportedArt } from '../../pixel/engines/engine.ts';
import { mostPixels as mostOfOne } from '../../pixel/picture.ts';
import { createTurns, TooManyWaiting } from '../../turns.ts';
import { readZipped } from '../zip-assets.ts';
import { artOf, type NotExported, type ReadArt } from './art-of.ts';
import type { ExportWish } from './export-link.ts';
import { foldersOf, type Read } from './folders-of.ts';
import { type LeftOut, nothingIn } from './left-out.ts';
import { provenanceFiles } from './provenance.ts';
import { exportedIds } from './things.ts';

/** What is in an export, with a folder of its own. */
export interface ExportedPart {
  art: ExportedArt;
  /** What a person does with it. */
  steps: string[];
  /** The file of the image is so many times as large; 1: it is as large. */
  factor: number;
}

export interface MadeExport {
  bytes: Uint8Array;
  /** `fox-knight-3fa9c1-godot.zip` */
  filename: string;
  parts: ExportedPart[];
  left: LeftOut[];
  /** How many older images were meant as well, and are more than are exported at once. */
  older: number;
}

type ExportDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'storage' | 'pixelThreads'>;

/** Of all pictures together: what is exported is in memory until it is sent. Twice what one of them may have. */
const usuallyMostPixels = 2 * mostOfOne;

/** One at a time in a process, of some milliseconds for each picture; more would wait for longer than anybody does. */
const take = createTurns({ atOnce: 1, waiting: 30 });

/**
 * Images as files for a program, in one zip. The same images make the same bytes, however often and wherever it is made, as long as their words and their
 * project's name stay.
 * @throws Failure cannot_export, if nothing is in it; too_many_requests
 */
export async function makeExport(
  deps: ExportDeps,
  wish: ExportWish,
  { mostPixels = usuallyMostPixels } = {},
): Promise<MadeExport> {
  try {
    return await take(() => make(deps, wish, mostPixels));
  } catch (error) {
    if (error instanceof TooManyWaiting) throw busy();
    throw error;
  }
}

async function make(deps: ExportDeps, wish: ExportWish, mostPixels: number): Promise<MadeExport> {
  const { ids, total } = await exportedIds(deps, wish.things);
  const left: LeftOut[] = [];
  const read: Read[] = [];
  let pixels = 0;
  for (const asset of await readZipped(deps, { ids })) {
    const found = await artOf(deps, asset);
    const leave = (why: NotExported) => left.push({ id: asset.id, words: asset.prompt, why });
    if (typeof found === 'string') leave(found);
    else if (pixels + pixelsIn(found) > mostPixels) leave('too_many');
    else {
      pixels += pixelsIn(found);
      read.push({ asset, ...found });
    }
  }
  const { files, folders, refused } = await foldersOf(deps, wish, read);
  left.push(...refused);
  const [first] = folders;
  if (!first) throw nothingIn(wish.engine, left);
  const folderOf = new Map(
    folders.flatMap(({ art, of }) => of.map(({ asset }) => [asset.id, `${art.name}/`] as const)),
  );
  const made = folders.flatMap(({ of }) => of.map(({ asset }) => asset));
  const provenance = provenanceFiles(
    made.map((asset) => ({
      ...asset,
      file: folderOf.get(asset.id) ?? '',
      madeFrom: folderOf.get(asset.sourceId ?? '') ?? null,
    })),
  );
  return {
    bytes: await deps.pixelThreads.zip({ ...files, ...provenance }),
    filename: `${folders.length === 1 ? first.art.name : 'upixel'}-${wish.engine}.zip`,
    parts: folders.map(({ art, steps, of: [only, ...others] }) => ({
      ...{ art, steps },
      factor: others.length > 0 ? 1 : (only?.factor ?? 1),
    })),
    left,
    older: total - ids.length,
  };
}

const pixelsIn = ({ art: { animation } }: ReadArt) => animation.frames.length * animation.width * animation.height;

const busy = () =>
  new Failure('too_many_requests', {
    title: 'Not just now',
    happened: 'Many people export just now. Nothing was changed, and it cost nothing.',
    next: 'Try again in a moment.',
  });
