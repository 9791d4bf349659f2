import { FormatError } from '../formats/format-error.ts';
import type { ExportedArt, Files } from './engine.ts';
import { exportFolder } from './export-zip.ts';
import type { EngineName } from './labels.ts';
import { artsTogether } from './together.ts';

/** A folder that is wanted: of one picture, or of several in one sheet. */
export type WantedFolder = { engine: EngineName } & (
  | { art: ExportedArt }
  | { arts: readonly ExportedArt[]; sheet: Parameters<typeof artsTogether>[1] }
);

/** The folder and what a person does with it; or why the engine has no place for it, in a sentence: a thread answers with no class of an error. */
export type MadeFolder = { art: ExportedArt; files: Files; steps: string[] } | { refused: string };

export function makeFolder(wanted: WantedFolder): MadeFolder {
  const { engine } = wanted;
  try {
    const art = 'art' in wanted ? wanted.art : artsTogether(wanted.arts, wanted.sheet);
    return { art, ...exportFolder(engine, art) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { refused: error.message };
  }
}
