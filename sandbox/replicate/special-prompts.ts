/** Words in a prompt that cause failures, and what each does. The playground shows this table. */
export const specialPrompts = {
  nsfw: 'the safety filter refuses: failed, nothing to pay',
  'nsfw-empty': 'the safety filter refuses the quiet way: succeeded, but no image',
  slow: 'takes 20 seconds, with progress in the logs',
  cold: 'stays in "starting" for 60 seconds before it runs',
  fail: 'fails with an out-of-memory error',
  partial: 'makes about half of the images asked for',
  silent: 'sends no webhooks at all',
  huge: 'the output is a 16000 × 16000 picture in a small file',
  corrupt: 'the output is not an image',
  damaged: 'the last output is a PNG in order, whose pixels cannot be decoded',
  'wrong-host': 'the output lies on a host that is not the provider’s',
  webp: 'answers with WebP, whatever format was asked for',
  gif: 'answers with a GIF that moves, as Retro Diffusion’s animations are',
  transparent: 'the ground shows through; not in a JPEG',
  'too-many-colours': 'pixel art of hundreds of colours, whatever was asked for',
  'half-alpha': 'pixel art of which every other pixel is half transparent',
  'keeps-background': 'pixel art with a background, also where none was asked for',
  'wrong-size': 'pixel art of another size than was asked for',
  'wrong-size-once': 'the same, the first time that a prompt is asked for',
  'bad-seams': 'tiles that do not continue each other',
  'walk-hops': 'the third frame of an animation stands higher than the others',
  'walk-grows': 'the third frame of an animation is smaller than the others',
  'walk-flickers': 'a colour of an animation is another one in the third frame',
  'walk-sticks': 'the third frame of an animation is the second one again',
  'walk-cropped': 'the third frame of an animation is cut off at its edge',
  tagged: 'the output has a camera’s data, a place, XMP, Content Credentials and a colour profile',
  risky: 'makes pictures that the NSFW classifier objects to',
  'one-risky': 'makes pictures of which the NSFW classifier objects to the last',
} as const satisfies Record<string, string>;

export type SpecialPrompt = keyof typeof specialPrompts;

/** The special words in a prompt; `nsfw-empty` is one word, and not `nsfw`. */
export function specialWordsIn(prompt: string): ReadonlySet<SpecialPrompt> {
  const said = new Set(prompt.toLowerCase().split(/[^a-z-]+/));
  const isSpecial = (word: string): word is SpecialPrompt => Object.hasOwn(specialPrompts, word);
  return new Set([...said].filter(isSpecial));
}
