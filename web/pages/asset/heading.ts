import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { whatWasDone } from '../../shell/picture-title.ts';

/** About as much as stands in two lines beside the picture. */
const mostChars = 64;

/** The beginning of an image's prompt and what was done to it, for headings and the browser’s title; the whole prompt stands below. */
export const headingOf = (asset: Pick<AssetSummary, 'prompt' | 'tool'>): string =>
  beginningOf(asset.prompt) + whatWasDone(asset);

/** A prompt’s beginning, in one line. */
export function beginningOf(prompt: string): string {
  const line = prompt.replaceAll(/\s+/g, ' ').trim();
  const chars = [...line];
  if (chars.length <= mostChars) return line;
  const cut = chars.slice(0, mostChars).join('');
  const atWord = cut.lastIndexOf(' ');
  // A word that fills the line is cut within.
  return `${(atWord > mostChars / 2 ? cut.slice(0, atWord) : cut).replace(/[\s,;:.–—-]+$/u, '')}…`;
}
