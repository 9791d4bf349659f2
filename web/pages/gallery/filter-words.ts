import type { AssetShape, AssetSize, AssetSort } from '#core/contract/pages/gallery.ts';

export const sorts: Record<AssetSort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  largest: 'Largest first',
  smallest: 'Smallest first',
  widest: 'Widest first',
  tallest: 'Tallest first',
  favourites: 'Favourites first',
  model: 'By model',
  place: 'By place',
};
/** As `longestSidePx` has them. */
export const sizes: Record<AssetSize, string> = {
  small: 'Up to 512 px',
  medium: '513 to 1,535 px',
  large: '1,536 px and more',
};
export const shapes: Record<AssetShape, string> = { square: 'Square', wide: 'Wide', tall: 'Tall' };

const wordsIn = (words: Record<string, string>, value: string) =>
  Object.hasOwn(words, value) ? words[value] : undefined;
export const sizeWords = (value: string): string => wordsIn(sizes, value) ?? value;
export const shapeWords = (value: string): string => wordsIn(shapes, value) ?? value;

/** For a `NativeSelect`. */
export const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
