import { findModel } from '#core/models/catalogue.ts';
import { sizeNames } from '#core/models/define-model.ts';
import { unknownModel, unknownSize } from '#core/projects/refusals.ts';

export interface GivenDefaults {
  model?: string | null | undefined;
  size?: string | null | undefined;
  style?: string | undefined;
}

/** What to write of the defaults that were sent; undefined leaves one as it is. @throws Failure unknown_model, unknown_size */
export function defaultColumns({ model, size, style }: GivenDefaults = {}) {
  return {
    ...(model === undefined ? {} : { defaultModel: model === null ? null : modelNamed(model) }),
    ...(size === undefined ? {} : { defaultSize: size === null ? null : sizeNamed(size) }),
    ...(style === undefined ? {} : { style }),
  };
}

function modelNamed(name: string): string {
  const model = findModel(name);
  if (!model) throw unknownModel(name);
  return model.name;
}

function sizeNamed(name: string): string {
  const size = sizeNames.find((each) => each === name);
  if (!size) throw unknownSize(name);
  return size;
}
