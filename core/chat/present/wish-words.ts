import { findImageModel } from '../../models/catalogue.ts';
import { realEsrgan } from '../../models/real-esrgan.ts';
import { startsVariations, type ToolName, type ToolPicture } from '../../models/tools.ts';
import { counted } from '../../words.ts';
import { quotePrompt } from '../quote-prompt.ts';
import { modelName } from './model-name.ts';

const named = (words: string) => quotePrompt(words, 80);

/** A stored picture: `position` among those of its request, from 0; null if no request made it. */
type Picture = Omit<ToolPicture, 'tool'> & { words: string; position: number | null };

/** What a tool would do to a picture, to be asked about: “Upscale picture 2 of “a fox” to 4096 × 4096”. */
export function toolWish(tool: ToolName, picture: Picture): string {
  if (tool === 'vary' && isBySeeds(picture.model)) return moreBySeeds(picture.words, picture.count);
  return `${verbs[tool]} ${which(picture)}${to(tool, picture)}`;
}

/** Its model starts from words alone, so nothing of the picture itself is in what comes of it. */
function isBySeeds(model: string | null): boolean {
  const found = findImageModel(model ?? '');
  return found !== undefined && !startsVariations(found);
}

const moreBySeeds = (words: string, count: number) =>
  `Make ${count > 1 ? `${count} more` : 'another'} of ${named(words)} by ${count > 1 ? 'other seeds' : 'another seed'} (not from the picture)`;

const verbs = {
  upscale: 'Upscale',
  vary: 'Vary',
  'cut-out': 'Cut out',
  describe: 'Describe',
  edit: 'Edit',
  'pixel-art': 'Make pixel art of',
  recolour: 'Recolour',
} as const;

function which({ words, count, position }: Picture): string {
  if (words.trim() === '') return 'this picture';
  return count > 1 && position !== null ? `picture ${position + 1} of ${named(words)}` : named(words);
}

/** Pixel art is enlarged for nothing, so nobody is asked about it. */
function to(tool: ToolName, { count, width, height }: Picture): string {
  if (tool === 'vary') return count > 1 ? `, ${counted(count, 'image')}` : '';
  return tool === 'upscale' ? ` to ${width * realEsrgan.factor} × ${height * realEsrgan.factor}` : '';
}

interface Asked {
  tool: ToolName | null;
  prompt: string;
  model: string;
  count: number;
}

/** What *Again* on a request would do. */
export function againWish({ tool, prompt, model, count }: Asked): string {
  switch (tool) {
    case null:
      return `Make ${named(prompt)} again, ${counted(count, 'image')} by ${modelName(model)}`;
    case 'describe':
      return 'Describe the picture again';
    case 'edit':
      return `Edit the picture again by ${named(prompt)}`;
    case 'vary':
      return isBySeeds(model) ? moreBySeeds(prompt, count) : `Vary ${named(prompt)} again, ${counted(count, 'image')}`;
    case 'upscale':
    case 'cut-out':
    case 'pixel-art':
    case 'recolour':
      return `${verbs[tool]} ${named(prompt)} again`;
  }
}
