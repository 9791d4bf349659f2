import type { Deps } from '../../deps.ts';
import { readContainer } from '../../images/containers/read-container.ts';
import type { ExportedArt, Files } from '../../pixel/engines/engine.ts';
import type { WantedFolder } from '../../pixel/engines/export-folder.ts';
import { withOwnNames } from '../../pixel/engines/export-zip.ts';
import { stableId } from '../../pixel/engines/stable-id.ts';
import type { ZippedAsset } from '../write-zip.ts';
import type { ReadArt } from './art-of.ts';
import type { ExportWish } from './export-link.ts';
import type { LeftOut } from './left-out.ts';
import type { ExportedThings } from './things.ts';

export interface Read extends ReadArt {
  asset: ZippedAsset;
}

interface Folder {
  art: ExportedArt;
  /** What a person does with it. */
  steps: string[];
  /** The images that are in it. */
  of: Read[];
}

/** A folder for each image, or one for all of them in one sheet. `refused`: those that the program has no place for. */
export async function foldersOf(
  { pixelThreads }: Pick<Deps, 'pixelThreads'>,
  { things, engine, sheet }: ExportWish,
  read: readonly Read[],
): Promise<{ files: Files; folders: Folder[]; refused: LeftOut[] }> {
  const arts = withOwnNames(read.map(({ art }) => art));
  const wanted: Array<{ of: Read[]; folder: WantedFolder }> =
    sheet !== undefined && arts.length > 1
      ? [{ of: [...read], folder: { engine, arts, sheet: { ...sheetNames(things), layout: sheet } } }]
      : arts.map((art, at) => ({
          of: read.slice(at, at + 1),
          folder: { engine, art: sheet ? { ...art, layout: sheet } : art },
        }));
  const files: Files = {};
  const folders: Folder[] = [];
  const refused: LeftOut[] = [];
  for (const { of, folder } of wanted) {
    const made = await pixelThreads.folder(folder);
    if ('refused' in made) {
      const why = { sentence: made.refused };
      refused.push(...of.map(({ asset }) => ({ id: asset.id, words: asset.prompt, why })));
      continue;
    }
    Object.assign(files, marked(made.files, of));
    folders.push({ art: made.art, steps: made.steps, of });
  }
  return { files, folders, refused };
}

/** Of a project the same whatever is in it by now, so that an engine finds its sheet again; of chosen images as long as the same ones are chosen. */
function sheetNames(things: ExportedThings): { name: string; id: string } {
  const id = things.kind === 'assets' ? stableId(...things.ids.toSorted()) : things.id;
  return { name: `sheet-${stableId(id).slice(0, 6)}`, id };
}

const markable = /\.(?:a?png|gif|webp)$/;

/** The pictures with the mark that says how they were made; in a sheet of several images that of the first that has one. */
function marked(files: Files, of: readonly Read[]): Files {
  const mark = of.find((each) => each.mark !== undefined)?.mark;
  if (mark === undefined) return files;
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      markable.test(path) && typeof content !== 'string'
        ? new Uint8Array(Buffer.concat(readContainer(Buffer.from(content)).rewritten(mark)))
        : content,
    ]),
  );
}
