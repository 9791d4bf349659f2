import { type Colour, colour, mix } from './canvas.ts';
import { createRandom } from './random.ts';

/** Grounds by the words that name them: the colour that each has on the whole. */
const known: ReadonlyArray<[RegExp, string]> = [
  [/grass|meadow|moss|forest|leaf/i, '#5f9a2e'],
  [/water|sea|ocean|river|lake/i, '#2f6fb3'],
  [/sand|beach|desert/i, '#d9b36c'],
  [/snow|ice|frost/i, '#dfeaf2'],
  [/lava|magma|fire/i, '#d9501e'],
  [/stone|rock|gravel|cobble|brick/i, '#7d7f87'],
  [/dirt|earth|mud|soil|path/i, '#a3664a'],
  [/wood|plank/i, '#9a6b3c'],
];

/** Four shades of a ground, from dark to light; of one that it does not know, of a colour that is always the same for the same words. */
export function groundOf(words: string): Colour[] {
  const [, found] = known.find(([names]) => names.test(words)) ?? [];
  const random = createRandom(words);
  const own: Colour = found
    ? colour(found)
    : [random.integer(60, 190), random.integer(60, 190), random.integer(60, 190)];
  return [mix(own, [10, 10, 30], 0.3), mix(own, [10, 10, 30], 0.12), own, mix(own, [255, 250, 220], 0.22)];
}

/** The two grounds of a prompt that does not say them apart: the first that it names is around the second one. */
export function groundsOf(prompt: string): { inside: string; around: string } {
  const named = known
    .map(([names]) => names.exec(prompt))
    .filter((found) => found !== null)
    .toSorted((one, other) => one.index - other.index)
    .map(([word]) => word);
  const [around, inside] = named;
  if (around === undefined) return { inside: prompt, around: [...prompt].reverse().join('') };
  return inside === undefined ? { inside: around, around: 'dirt' === around ? 'grass' : 'dirt' } : { inside, around };
}
