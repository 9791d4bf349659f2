import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { type WrittenPixels, withoutPalette } from '../make/written-pixels.ts';
import { findImageModel, models } from '../models/catalogue.ts';
import { type FormatName, sizeOfText, type WantedSize } from '../models/define-model.ts';
import { draws, pixelsOf } from '../models/exact-size.ts';
import { paletteColumn } from '../palettes/palette-column.ts';
import { unknownModel, unknownSize } from './refusals.ts';

export interface GivenDefaults {
  model?: string | null | undefined;
  size?: string | null | undefined;
  format?: FormatName | null | undefined;
  pixel?: Omit<WrittenPixels, 'palette'> | null | undefined;
  style?: string | undefined;
  /** One of their palettes, to which what is made there is locked. */
  paletteId?: string | null | undefined;
}

/** The columns for the given defaults; an undefined one stays as it is. @throws Failure unknown_model, unknown_size; not_found, if they have no such palette */
export async function defaultColumns(
  deps: Pick<Deps, 'db' | 'keys'>,
  userId: string,
  { model, size, format, pixel, style, paletteId }: GivenDefaults = {},
) {
  const words = style === undefined ? undefined : await sealWords(deps, { userId }, style);
  return {
    ...(model === undefined ? {} : { defaultModel: model === null ? null : modelNamed(model) }),
    ...(size === undefined ? {} : { defaultSize: size === null ? null : sizeNamed(size) }),
    ...(format === undefined ? {} : { defaultFormat: format }),
    ...(pixel === undefined ? {} : { defaultPixel: pixelColumn(pixel) }),
    ...(await paletteColumn(deps, userId, paletteId)),
    ...(words === undefined ? {} : { style: words.readable, styleSealed: words.sealed }),
  };
}

/** Each part is taken by the models that can do something with it. */
const pixelColumn = (pixel: Omit<WrittenPixels, 'palette'> | null) => (pixel && withoutPalette(pixel)) ?? Prisma.DbNull;

function modelNamed(name: string): string {
  const model = findImageModel(name);
  if (!model) throw unknownModel(name);
  return model.name;
}

/** A shape, or pixels that some model draws: the others take the nearest that they draw. */
function sizeNamed(name: string): WantedSize {
  const size = sizeOfText(name);
  const pixels = size && pixelsOf(size);
  const isDrawn = !pixels || models.some(({ exact }) => exact && draws(exact, pixels));
  if (!size || !isDrawn) throw unknownSize(name);
  return size;
}
