import { quoted } from '#core/contract/isolated.ts';
export const imagesText = (count: number) =>
  count === 1 ? '1 image' : count === 0 ? 'No images' : `${count.toLocaleString('en')} images`;

/** "3 images with “fox”", "60 images or more": scrolling loads more. */
export function foundText({
  count,
  isMore,
  words,
}: {
  count: number;
  isMore: boolean;
  words: string | undefined;
}): string {
  return `${imagesText(count)}${isMore ? ' or more' : ''}${words ? ` with ${quoted(words)}` : ''}`;
}
