import { byteOrderMark, csvLine } from '../csv.ts';

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
}
type Listed = Made & {
  file: string;
  /** The file of the image that it was made from, if that is in the zip, too. */
  madeFrom: string | null;
};

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
] as const;

const lineOf = ({ createdAt, ...made }: Listed) => ({ ...made, createdAt: createdAt.toISOString() });

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
      return csvLine(columns.map((name) => line[name]));
    })
    .join('');
