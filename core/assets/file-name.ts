import type { ToolName } from '../models/tools.ts';
import { endingOf, type PictureEnding, type PictureType } from './picture-type.ts';

export interface NamedAsset {
  id: string;
  prompt: string;
  contentType: PictureType;
  position: number;
  createdAt: Date;
  /** What was done to another image, if this came of it. */
  tool?: ToolName | null;
}

const slugChars = 40;

/** The file name of a downloaded image: `upixel-2026-11-24-a-fox-knight-1.png`. */
export function fileName(asset: NamedAsset, ending: PictureEnding = endingOf(asset.contentType)): string {
  return `${fileStem(asset)}.${ending}`;
}

/** The same without its ending. */
export const fileStem = (asset: NamedAsset, number = asset.position + 1): string => `${stem(asset)}-${number}`;

/** The name of a zip: `upixel-fox-quest-2026-11-24.zip`, with its number if there are several. */
export const zipName = (project: string, day: Date, part: number | undefined): string =>
  ['upixel', slugOf(project), day.toISOString().slice(0, 10), ...(part === undefined ? [] : [part])]
    .join('-')
    .concat('.zip');

/** Unique file names for many assets: if two have the same name, the later one gets the next number. */
export function fileNames(assets: readonly NamedAsset[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const asset of assets) {
    const own = fileStem(asset);
    if (!first.has(own)) first.set(own, asset.id);
  }
  const taken = new Set(first.keys());
  return new Map(
    assets.map((asset) => {
      let number = asset.position + 1;
      if (first.get(fileStem(asset)) !== asset.id) while (taken.has(fileStem(asset, number))) number++;
      const own = fileStem(asset, number);
      taken.add(own);
      return [asset.id, `${own}.${endingOf(asset.contentType)}`];
    }),
  );
}

/** What a file's name says of a tool. */
const done: Record<ToolName, string> = {
  upscale: '-upscaled',
  vary: '-varied',
  'cut-out': '-cut-out',
  edit: '-edited',
  describe: '',
  'pixel-art': '-pixel-art',
  recolour: '-recoloured',
};

function stem({ prompt, createdAt, tool }: NamedAsset): string {
  return `upixel-${createdAt.toISOString().slice(0, 10)}-${slugOf(prompt)}${tool ? done[tool] : ''}`;
}

/** Letters and digits of every script, without accents on Latin ones; no sign that means something to a system, and none that turns the reading order. */
function slugOf(prompt: string): string {
  const letters = prompt
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '') // é is now e and an accent
    .normalize('NFC')
    .toLowerCase();
  const words = letters.match(/[\p{L}\p{N}](?:[\p{L}\p{N}]|(?![\ufe00-\ufe0f\u20e3])\p{M})*/gu) ?? [];
  return [...words.join('-')].slice(0, slugChars).join('').replace(/-$/, '') || 'image';
}
