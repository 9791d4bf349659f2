import { writeAseprite } from '../formats/aseprite/write-aseprite.ts';
import { writePng } from '../formats/png/write-png.ts';
import { arrayJson, hashJson } from '../formats/sheet/aseprite-json.ts';
import { zipOf } from '../formats/zip.ts';
import { writePalette } from '../palettes/write-palette.ts';
import { type ExportedArt, type Files, sheetOfArt, tagsOf, timesOf } from './engine.ts';
import { type MadeFiles, madeFor } from './engines.ts';
import type { EngineName } from './labels.ts';

/**
 * A zip of pixel art for an engine. Each has a folder with the engine's files and a README, and in `source/` what every program takes: the sheet at its own size, both
 * descriptions, the .aseprite file and the palette. The same art makes the same bytes.
 * @param more what else is in it, by paths: how it was made
 * @throws FormatError for art that the engine has no place for
 */
export function exportZip(engine: EngineName, arts: readonly ExportedArt[], more: Files = {}): Uint8Array {
  const folders = withOwnNames(arts).map((art) => exportFolder(engine, art).files);
  return zipOf({ ...Object.assign({}, ...folders), ...more });
}

/** The folder of one of them. @throws FormatError for art that the engine has no place for */
export function exportFolder(engine: EngineName, art: ExportedArt): MadeFiles {
  const made = madeFor(engine, art);
  const files: Files = {};
  for (const [path, content] of Object.entries(made.files)) files[`${art.name}/${path}`] = content;
  for (const [path, content] of Object.entries(sourcesOf(art))) files[`${art.name}/source/${path}`] = content;
  return { files, steps: made.steps };
}

function sourcesOf(art: ExportedArt): Files {
  const { name, animation } = art;
  const sheet = sheetOfArt(art);
  const image = `${name}.png`;
  const content = { name, image, sheet, times: timesOf(art), tags: tagsOf(art) };
  return {
    [image]: writePng(sheet.picture),
    [`${name}.array.json`]: arrayJson(content),
    [`${name}.hash.json`]: hashJson(content),
    [`${name}.aseprite`]: writeAseprite(animation, name),
    [`${name}.gpl`]: writePalette({ ...animation, name }, 'gpl'),
  };
}

/** Of two of one name the later ones get a number, in their order. */
export function withOwnNames(arts: readonly ExportedArt[]): ExportedArt[] {
  const taken = new Set<string>();
  return arts.map((art) => {
    let name = art.name;
    for (let number = 2; taken.has(name); number += 1) name = `${art.name}-${number}`;
    taken.add(name);
    return { ...art, name };
  });
}

/** A file's name of what a person wrote: `A fox, knight!` is `a-fox-knight`. */
export function fileNameOf(words: string): string {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 40);
  return name.replace(/^-+|-+$/g, '') || 'art';
}
