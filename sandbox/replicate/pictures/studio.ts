import { createHash } from 'node:crypto';
import { drawPicture, type PictureOrder } from './draw-picture.ts';
import { photoLikePicture } from './photo.ts';

/** How many finished pictures are kept: a demo repeats itself, a test suite even more. */
const keptPictures = 100;

export interface Studio {
  draw(order: PictureOrder): Promise<Buffer>;
}

/** Draws pictures and keeps the latest; with `samePicture` it returns one photo-like PNG for everything. */
export function createStudio({ samePicture }: { samePicture: boolean }): Studio {
  const kept = new Map<string, Promise<Buffer>>();
  return {
    draw(order) {
      if (samePicture) return photoLikePicture();
      const key = keyOf(order);
      const picture = kept.get(key) ?? drawPicture(order);
      // Removed and added again, so that the map is in order of last use.
      kept.delete(key);
      kept.set(key, picture);
      for (const oldest of kept.keys()) {
        if (kept.size <= keptPictures) break;
        kept.delete(oldest);
      }
      picture.catch(() => kept.delete(key));
      return picture;
    },
  };
}

function keyOf({ base, ...order }: PictureOrder): string {
  const from = base && [base.strength, createHash('sha256').update(base.bytes).digest('hex')];
  return JSON.stringify([
    order.prompt,
    order.seed,
    order.width,
    order.height,
    order.format,
    order.quality,
    order.ground,
    from,
  ]);
}
