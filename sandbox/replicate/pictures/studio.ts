import { createHash } from 'node:crypto';
import { drawPicture, type PictureOrder } from './draw-picture.ts';
import { type Picture, photographAs, type SampleKind, sample } from './samples.ts';

/** How many finished pictures are kept: a demo repeats itself, a test suite even more. */
const keptPictures = 100;

export interface Studio {
  draw(order: PictureOrder): Promise<Picture>;
}

/** True: one photograph, in the format that was asked for. A function: what it says at each picture, whatever was asked for. */
export type SamePicture = boolean | (() => SampleKind);

/** Draws pictures and keeps the latest; with `samePicture` nothing is drawn twice. */
export function createStudio({ samePicture }: { samePicture: SamePicture }): Studio {
  const kept = new Map<string, Promise<Picture>>();
  return {
    draw(order) {
      if (samePicture) return samePicture === true ? photographAs(order.format) : sample(samePicture());
      const key = keyOf(order);
      const { format } = order;
      const picture = kept.get(key) ?? drawPicture(order).then((bytes) => ({ bytes, format }));
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
    order.isTagged,
    order.art,
    order.animation,
    order.spoilt,
    from,
  ]);
}
