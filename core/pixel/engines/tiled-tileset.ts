import type { Sheet } from '../formats/sheet/sheet.ts';

export const escaped = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? '');

/** A tileset of Tiled's. @param body lines of what is said of its tiles */
export function tilesetLines(
  { name, image, width, height, sheet }: { name: string; image: string; width: number; height: number; sheet: Sheet },
  body: readonly string[],
): string[] {
  const { picture, columns, rows, margin, spacing } = sheet;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<tileset version="1.10" tiledversion="1.11.0" name="${escaped(name)}" tilewidth="${width}" tileheight="${height}" spacing="${spacing}" margin="${margin}" tilecount="${columns * rows}" columns="${columns}">`,
    ` <image source="${escaped(image)}" width="${picture.width}" height="${picture.height}"/>`,
    ...body,
    '</tileset>',
  ];
}
