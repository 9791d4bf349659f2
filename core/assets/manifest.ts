import { byteOrderMark, csvLine } from '../csv.ts';
import { hexOf } from '../pixel/colour/hex.ts';
import { breachInWords, factsInWords } from '../pixel/contract-words.ts';
import { changeInWords } from '../pixel/mend.ts';
import type { AssetContract } from './contract/asset-contract.ts';

/** How an image was made, as its owner may read it. */
export interface Made {
  /** The prompt, or the title if there was none. */
  prompt: string;
  /** Empty: none was given. */
  negativePrompt: string;
  /** Null: its model takes none, or no model made it. */
  seed: number | null;
  /** A model's name. */
  model: string | null;
  width: number;
  height: number;
  createdAt: Date;
  /** A project's name. */
  project: string | null;
  /** What a picture of pixel art was to be and is; null: it was asked for to no contract. */
  contract: AssetContract | null;
}
type Listed = Made & {
  file: string;
  /** The file of the image that it was made from, if that is in the zip, too. */
  madeFrom: string | null;
};

/** Empty, or null, for what is no pixel art. */
const pixelColumns = ['pixels', 'pixelsKept', 'pixelsAsked', 'pixelsNotAsAsked', 'pixelsChanged'] as const;

const columns = [
  'file',
  'prompt',
  'negativePrompt',
  'seed',
  'model',
  'width',
  'height',
  'createdAt',
  'project',
  'madeFrom',
  ...pixelColumns,
] as const;

const lineOf = ({ createdAt, contract, ...made }: Listed) => ({
  ...made,
  createdAt: createdAt.toISOString(),
  ...pixelsOf(contract),
});

const inCell = (value: string | number | boolean | null) => (typeof value === 'boolean' ? String(value) : value);

/** As words, so that a spreadsheet has them, too. */
function pixelsOf(contract: AssetContract | null): Record<(typeof pixelColumns)[number], string | boolean | null> {
  if (!contract)
    return { pixels: null, pixelsKept: null, pixelsAsked: null, pixelsNotAsAsked: null, pixelsChanged: null };
  const { facts, breaches, changes } = contract;
  return {
    pixels: factsInWords(facts),
    pixelsKept: breaches.length === 0,
    pixelsAsked: askedWords(contract.asked),
    pixelsNotAsAsked: breaches.map(breachInWords).join(' '),
    pixelsChanged: changes.map(changeInWords).join(' '),
  };
}

const askedWords = ({ width, height, maxColours, palette, alpha }: AssetContract['asked']): string =>
  [
    `${width} × ${height}`,
    palette ? palette.map(hexOf).join(' ') : `at most ${maxColours} colours`,
    alpha === 'none' ? 'opaque' : 'alpha 0/255',
  ].join(' · ');

/** The list that goes along with images in a zip, for programs. */
export const manifestJson = (images: readonly Listed[]): string =>
  `${JSON.stringify(images.map(lineOf), [...columns], 2)}\n`;

/** The same for spreadsheets. */
export const manifestCsv = (images: readonly Listed[]): string =>
  byteOrderMark +
  csvLine(columns) +
  images
    .map((image) => {
      const line = lineOf(image);
      return csvLine(columns.map((name) => inCell(line[name])));
    })
    .join('');
