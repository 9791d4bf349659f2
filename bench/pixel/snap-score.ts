import { colourOfPixel } from '#core/pixel/colour/channels.ts';
import { distance, oklabOf } from '#core/pixel/colour/oklab.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import type { FoundPicture, Snap } from '#core/pixel/snap/snap.ts';

/** Seeds on which thresholds were chosen, or that were looked at while they were. They are never reported. */
export const tunedOn = ['tuned', 'unseen', 'second', 'third', 'fresh', 'sixth', 'seventh', 'kept', 'held'] as const;
/** One that nobody looked at while they were. */
export const reportedOn = 'later';

export interface Score {
  kind: Snap['kind'];
  /** It has exactly as many columns and rows as the art; of what was asked, one of the two has. */
  isSize: boolean;
  /** It is that size and 95 % of its cells have a colour that looks like the art's. */
  isRight: boolean;
  /** The share of the cells that have. */
  cells: number;
  colours: number;
  /** Beside how many the art has. */
  trueColours: number;
}

/** In OKLab: beside one another one sees that they are not the same, apart one does not. */
const alike = 0.05;
const enoughCells = 0.95;

export function scoreOf(found: Snap, truth: Pixels): Score {
  const [first, second] =
    found.kind === 'snapped' ? [found] : found.kind === 'unsure' ? found.candidates : ([] as FoundPicture[]);
  const one = first && scored(found.kind, first, truth);
  const other = second && scored(found.kind, second, truth);
  const none = { kind: found.kind, isSize: false, isRight: false, cells: 0, colours: 0, trueColours: coloursIn(truth) };
  return one && other ? (other.cells > one.cells ? other : one) : (one ?? none);
}

function scored(kind: Snap['kind'], { picture }: FoundPicture, truth: Pixels): Score {
  const isSize = picture.width === truth.width && picture.height === truth.height;
  const cells = isSize ? shareAlike(picture, truth) : 0;
  return {
    kind,
    isSize,
    isRight: cells >= enoughCells,
    cells,
    colours: coloursIn(picture),
    trueColours: coloursIn(truth),
  };
}

function shareAlike({ data }: Pixels, truth: Pixels): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 1) {
    const [one, other] = [data[at] as number, truth.data[at] as number];
    const isClear = one >>> 24 === 0;
    if (isClear || other >>> 24 === 0) count += isClear === (other >>> 24 === 0) ? 1 : 0;
    else if (one === other || distance(oklabOf(colourOfPixel(one)), oklabOf(colourOfPixel(other))) <= alike) count += 1;
  }
  return count / data.length;
}

const coloursIn = ({ data }: Pixels): number => new Set(data.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel))).size;
