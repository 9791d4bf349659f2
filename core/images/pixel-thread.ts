// What runs in a thread of its own: an entry of the bundle (scripts/build.mjs), started by pixel-threads.ts.

import { type ContractCheck, checkContract, type PixelContract } from '#core/pixel/contract.ts';
import type { Files } from '#core/pixel/engines/engine.ts';
import { type MadeFolder, makeFolder, type WantedFolder } from '#core/pixel/engines/export-folder.ts';
import { writeGif } from '#core/pixel/formats/gif/write-gif.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { indexFrames, type NoIndices, readIndexed } from '#core/pixel/formats/read-indexed.ts';
import { type AnimationForm, writeAnimation } from '#core/pixel/formats/write-animation.ts';
import { zipOf } from '#core/pixel/formats/zip.ts';
import { inContract } from '#core/pixel/in-contract.ts';
import { indexed } from '#core/pixel/indexed.ts';
import { type Mended, mend } from '#core/pixel/mend.ts';
import { atOwnSize } from '#core/pixel/own-size.ts';
import type { ColourCount } from '#core/pixel/palettes/count.ts';
import { type Extracted, extractPalette } from '#core/pixel/palettes/extract.ts';
import { coloursInRamps } from '#core/pixel/palettes/in-ramps.ts';
import { type PaletteOrWhy, paletteOrWhy } from '#core/pixel/palettes/palette-or-why.ts';
import { type RecolouredFile, recolourFile } from '#core/pixel/palettes/recolour-file.ts';
import { type Reduction, reduceToCount, reduceToPalette } from '#core/pixel/palettes/reduce.ts';
import type { Swap } from '#core/pixel/palettes/swap.ts';
import type { Animation, Colours, Pixels } from '#core/pixel/picture.ts';
import { type Pixelation, pixelateAll } from '#core/pixel/pixelate.ts';
import { type SnapAll, type SnapOptions, snapAll } from '#core/pixel/snap/snap.ts';
import { enlarged, enlargedAnimation } from '#core/pixel/whole-factors.ts';

/** What is asked of a thread, and what it answers, by the name of the work. */
export interface PixelWork {
  snap: { asked: { pictures: readonly Pixels[]; options: SnapOptions }; answer: SnapAll };
  pixelate: { asked: { pictures: readonly Pixels[]; options: Pixelation }; answer: Pixels[] };
  mend: { asked: { picture: Pixels; contract: PixelContract; isToldColours: boolean }; answer: MendedFile | undefined };
  check: { asked: { picture: Pixels; contract: PixelContract }; answer: ContractCheck };
  inContract: { asked: { picture: Pixels; contract: PixelContract }; answer: ReturnType<typeof inContract> };
  /** `to`: a palette, or how many colours. */
  reduce: { asked: { picture: Pixels; to: Colours | number; reduction: Reduction }; answer: Uint8Array };
  extract: { asked: { picture: Pixels; most: number }; answer: Extracted };
  recolour: { asked: { file: Uint8Array; picture: Pixels; swap: Swap }; answer: RecolouredFile };
  gif: { asked: { animation: Animation; factor: number; limitBytes: number }; answer: Uint8Array | undefined };
  animation: { asked: { animation: Animation; form: AnimationForm; name: string }; answer: Uint8Array };
  enlarge: { asked: { picture: Pixels; factor: number }; answer: Pixels };
  readIndexed: { asked: { file: Uint8Array; type: 'gif' | 'png'; frames: number }; answer: Animation | undefined };
  indexFrames: {
    asked: { pictures: readonly Pixels[]; times: readonly number[] };
    answer: Animation | NoIndices;
  };
  ownSize: { asked: { animation: Animation }; answer: { animation: Animation; factor: number } };
  folder: { asked: { wanted: WantedFolder }; answer: MadeFolder };
  zip: { asked: { files: Files }; answer: Uint8Array };
  readPalette: { asked: { file: Uint8Array; name: string | undefined }; answer: PaletteOrWhy };
  coloursOf: { asked: { picture: Pixels }; answer: ColourCount[] | undefined };
}
export type PixelWorkName = keyof PixelWork;
export type PixelTask = { [Name in PixelWorkName]: { does: Name } & PixelWork[Name]['asked'] }[PixelWorkName];

/** A picture that was touched up, as a PNG; its palette in the order that was asked for, if one was. */
export type MendedFile = Mended & { png: Uint8Array };

export default (task: PixelTask): PixelWork[PixelWorkName]['answer'] => {
  switch (task.does) {
    case 'snap':
      return snapAll(task.pictures, task.options);
    case 'pixelate':
      return pixelateAll(task.pictures, task.options);
    case 'mend':
      return mended(task);
    case 'check':
      return checkContract(task.contract, task.picture);
    case 'inContract':
      return inContract(task.picture, task.contract);
    case 'reduce':
      return writePng(
        typeof task.to === 'number'
          ? reduceToCount(task.picture, task.to, task.reduction)
          : reduceToPalette(task.picture, { colours: task.to }, task.reduction),
      );
    case 'extract':
      return extractPalette(task.picture, task.most);
    case 'recolour':
      return recolourFile(task.file, task.picture, task.swap);
    case 'gif':
      return enlargedGif(task);
    case 'animation':
      return writeAnimation(task.animation, task.form, task.name);
    case 'enlarge':
      return enlarged(task.picture, task.factor);
    case 'readIndexed':
      return readIndexed(task.file, task.type, task.frames);
    case 'indexFrames':
      return indexFrames(task.pictures, task.times);
    case 'ownSize':
      return atOwnSize(task.animation);
    case 'folder':
      return makeFolder(task.wanted);
    case 'zip':
      return zipOf(task.files);
    case 'readPalette':
      return paletteOrWhy(task.file, task.name);
    case 'coloursOf':
      return coloursInRamps(task.picture);
  }
};

function enlargedGif({ animation, factor, limitBytes }: PixelWork['gif']['asked']): Uint8Array | undefined {
  for (let by = factor; by > 0; by -= 1) {
    const gif = writeGif(enlargedAnimation(animation, by));
    if (gif.length <= limitBytes) return gif;
  }
  return undefined;
}

function mended({ picture, contract, isToldColours }: PixelWork['mend']['asked']): MendedFile | undefined {
  const found = mend(picture, contract, isToldColours);
  if (!found) return undefined;
  const known = contract.palette ? { colours: contract.palette } : undefined;
  // A full palette leaves no index for what is clear: then only those that are used are kept.
  const held = indexed(found.pixels, known) ?? indexed(found.pixels);
  return held && { ...found, png: writePng(held) };
}
