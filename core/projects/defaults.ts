import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { findImageModel } from '../models/catalogue.ts';
import { type FormatName, sizeNames } from '../models/define-model.ts';
import { unknownModel, unknownSize } from './refusals.ts';

export interface GivenDefaults {
  model?: string | null | undefined;
  size?: string | null | undefined;
  format?: FormatName | null | undefined;
  style?: string | undefined;
}

/** The columns for the given defaults; an undefined one stays as it is. @throws Failure unknown_model, unknown_size */
export async function defaultColumns(
  deps: Pick<Deps, 'keys'>,
  userId: string,
  { model, size, format, style }: GivenDefaults = {},
) {
  const words = style === undefined ? undefined : await sealWords(deps, { userId }, style);
  return {
    ...(model === undefined ? {} : { defaultModel: model === null ? null : modelNamed(model) }),
    ...(size === undefined ? {} : { defaultSize: size === null ? null : sizeNamed(size) }),
    ...(format === undefined ? {} : { defaultFormat: format }),
    ...(words === undefined ? {} : { style: words.readable, styleSealed: words.sealed }),
  };
}

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
