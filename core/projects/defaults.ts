import { Prisma } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { type WrittenPixels, withoutPalette } from '../make/written-pixels.ts';
import { findImageModel } from '../models/catalogue.ts';
import { type FormatName, sizeNames } from '../models/define-model.ts';
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

function sizeNamed(name: string): string {
  const size = sizeNames.find((each) => each === name);
  if (!size) throw unknownSize(name);
  return size;
}
