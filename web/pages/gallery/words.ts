import { quoted } from '#core/contract/isolated.ts';
import { mostCounted } from '#core/contract/pages/gallery.ts';

export const imagesText = (count: number) =>
  count === 1 ? '1 image' : count === 0 ? 'No images' : `${count.toLocaleString('en')} images`;

/** What was searched for and how much was found: "3 images with “fox” in their prompt". */
export function foundText({ count, words }: { count: number; words: string | undefined }): string {
  const found = `${imagesText(count)}${count >= mostCounted ? ' or more' : ''}`;
  const searched = words ? ` with ${quoted(words)} in ${count === 1 ? 'its' : 'their'} prompt` : '';
  return found + searched;
}
