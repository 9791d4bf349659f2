import { quoted } from '../contract/isolated.ts';
import { cut } from './cut.ts';

/** As much of a prompt as says which one is meant, on one line. */
export const quotePrompt = (words: string, most: number): string =>
  quoted(cut(words.trim().replaceAll(/\s+/g, ' '), most));
