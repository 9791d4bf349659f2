import { endingOf, type PictureEnding, type PictureType } from './picture-type.ts';

export interface NamedAsset {
  id: string;
  prompt: string;
  contentType: PictureType;
  position: number;
  createdAt: Date;
}

const slugChars = 40;

/** The file name of a downloaded image: `upixel-2026-11-24-a-fox-knight-1.png`. */
export function fileName(asset: NamedAsset, ending: PictureEnding = endingOf(asset.contentType)): string {
  return `${stem(asset)}.${ending}`;
}

/** The name of a zip: `upixel-fox-quest-2026-11-24.zip`, with its number if there are several. */
export const zipName = (project: string, day: Date, part: number | undefined): string =>
  ['upixel', slugOf(project), day.toISOString().slice(0, 10), ...(part === undefined ? [] : [part])]
    .join('-')
    .concat('.zip');

/** Unique file names for many assets: if two have the same name, the later one gets its id, too. */
export function fileNames(assets: readonly NamedAsset[]): Map<string, string> {
  const stems = assets.map(stem);
  return new Map(
    assets.map((asset, index) => {
      const own = stem(asset);
      const ending = endingOf(asset.contentType);
      return [asset.id, stems.indexOf(own) === index ? `${own}.${ending}` : `${own}-${asset.id}.${ending}`];
    }),
  );
}

function stem({ prompt, position, createdAt }: Omit<NamedAsset, 'contentType'>): string {
  return `upixel-${createdAt.toISOString().slice(0, 10)}-${slugOf(prompt)}-${position + 1}`;
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
