import { type Made, manifestJson } from '../manifest.ts';

const licence = [
  'How each picture was made is in provenance.json, and in the pictures themselves, as the law demands.',
  'What you make is yours, as far as the law gives anybody rights in it. UPixel claims none.',
  'What has a “model” in provenance.json was drawn by it: its licence may set limits of its own. Do not pass it off as something else.',
];

/** Files beside the pictures of an export: how each was made, as in any zip of images, and what the terms say of it. */
export const provenanceFiles = (made: ReadonlyArray<Made & { file: string; madeFrom: string | null }>) => ({
  'provenance.json': manifestJson(made),
  'LICENCE.txt': `${licence.join('\n')}\n`,
});
