import { pixelArtPx } from '../images/raw-pixels.ts';
import { isPixelArt } from './pixel-art.ts';

interface Made {
  model: string | null;
  originModel: string | null;
  /** What we did to another image to make it. */
  operation: string | null;
  width: number;
  height: number;
}

/** What is done only to pictures of few colours. */
const ofFewColours: ReadonlySet<string | null> = new Set(['recolour', 'reduce']);

/** The model that drew a picture, through all that tools did to it since. */
export const drawnBy = ({ originModel, model }: Pick<Made, 'originModel' | 'model'>) => originModel ?? model;

/** Whether an image is on a grid of pixels, so that it is enlarged without smoothing: a model for pixel art drew it, or we made it of one that is small enough. */
export const isOnGrid = (made: Made): boolean =>
  isPixelArt(drawnBy(made) ?? '') ||
  (ofFewColours.has(made.operation) && Math.max(made.width, made.height) <= pixelArtPx);

/** The same of an image with the request that made it, if one did. */
export const isAssetOnGrid = ({
  generation,
  ...asset
}: Omit<Made, 'model' | 'originModel'> & { generation: Pick<Made, 'model' | 'originModel'> | null }): boolean =>
  isOnGrid({ ...asset, ...(generation ?? { model: null, originModel: null }) });
