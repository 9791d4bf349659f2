/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/; of no use against anybody who wants two things to have the same. */
function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** 32 hexadecimal digits that are the same for the same words, for engines that know a file by such. */
export const stableId = (...words: string[]): string =>
  [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]
    .map((seed) => fnv1a(words.join('\n'), seed).toString(16).padStart(8, '0'))
    .join('');

/** A whole number of 53 bits, above 0, that is the same for the same words. */
export const stableNumber = (...words: string[]): number => Number.parseInt(stableId(...words).slice(0, 13), 16) + 1;

/** With it the map of a set of tiles is drawn: the same wherever it is shown, and in what is exported. */
export const mapSeed = (id: string): number => stableNumber(id, 'map') % 2 ** 32;
