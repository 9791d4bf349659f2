export interface NamedAsset {
  id: string;
  prompt: string;
  position: number;
  createdAt: Date;
}

const slugChars = 40;

/** The file name of a downloaded image: `upixel-2026-11-24-a-fox-knight-1.png`. ASCII, so that every system can store it. */
export function fileName(asset: NamedAsset, extension: 'png' | 'webp' = 'png'): string {
  return `${stem(asset)}.${extension}`;
}

/** Unique file names for many assets: if two have the same name, the later one gets its id, too. */
export function fileNames(assets: readonly NamedAsset[]): Map<string, string> {
  const stems = assets.map(stem);
  return new Map(
    assets.map((asset, index) => {
      const own = stem(asset);
      return [asset.id, stems.indexOf(own) === index ? `${own}.png` : `${own}-${asset.id}.png`];
    }),
  );
}

function stem({ prompt, position, createdAt }: NamedAsset): string {
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
