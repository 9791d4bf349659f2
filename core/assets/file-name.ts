import { endingOf, type PictureEnding, type PictureType } from './picture-type.ts';

export interface NamedAsset {
  id: string;
  prompt: string;
  contentType: PictureType;
  position: number;
  createdAt: Date;
}

const slugChars = 40;

/** The file name of a downloaded image: `upixel-2026-11-24-a-fox-knight-1.png`. ASCII, so that every system can store it. */
export function fileName(asset: NamedAsset, ending: PictureEnding = endingOf(asset.contentType)): string {
  return `${stem(asset)}.${ending}`;
}

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

function slugOf(prompt: string): string {
  const words = prompt
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '') // é is now e and an accent
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, slugChars + 1)
    .replaceAll(/^-|-$/g, '');
  return words.slice(0, slugChars).replace(/-$/, '') || 'image';
}
