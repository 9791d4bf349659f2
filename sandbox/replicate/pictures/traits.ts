import { type Colour, colour } from './canvas.ts';
import type { Random } from './random.ts';

export type Ears = 'cat' | 'fox' | 'rabbit' | 'bear' | 'horns' | 'antennae' | 'leaf' | 'none';
export type Scene = 'meadow' | 'night' | 'sea' | 'forest' | 'cave' | 'desert' | 'snow' | 'city' | 'space' | 'pattern';
export type Hat = 'none' | 'crown' | 'wizard' | 'helmet' | 'mushroom' | 'bow';
export type Held = 'none' | 'sword' | 'wand' | 'shield' | 'flower' | 'potion';

/** What a picture shows, determined by the prompt's words first, and otherwise by chance. */
export interface Traits {
  scene: Scene;
  coat: Colour;
  ears: Ears;
  hat: Hat;
  held: Held;
  shape: 'chibi' | 'blob' | 'ghost' | 'robot';
  eyes: 'dots' | 'big' | 'sleepy' | 'one';
  mouth: 'smile' | 'fang' | 'beak' | 'cat';
  markings: 'belly' | 'spots' | 'stripes' | 'mask' | 'plain';
  wings: boolean;
  tail: boolean;
  scarf: boolean;
}

const coats: readonly [Colour, ...Colour[]] = [
  colour('#e8743b'),
  colour('#5fb760'),
  colour('#4f8fe0'),
  colour('#e2589a'),
  colour('#9a6be0'),
  colour('#f0c04a'),
  colour('#3fb8ae'),
  colour('#d24b4b'),
  colour('#b9825a'),
  colour('#f2e6d0'),
  colour('#7d8aa8'),
];

const words: ReadonlyArray<[RegExp, Partial<Traits>]> = [
  [/\bfox/, { ears: 'fox', coat: colour('#e8743b'), markings: 'mask', tail: true, shape: 'chibi' }],
  [/\b(cat|kitten|tiger)/, { ears: 'cat', mouth: 'cat', tail: true, shape: 'chibi' }],
  [/\btiger/, { coat: colour('#e8903b'), markings: 'stripes' }],
  [/\b(rabbit|bunny|hare)/, { ears: 'rabbit', shape: 'chibi', coat: colour('#f2e6d0') }],
  [/\b(bear|panda|otter)/, { ears: 'bear', shape: 'chibi', coat: colour('#b9825a'), markings: 'belly' }],
  [/\b(dragon|wyvern)/, { ears: 'horns', wings: true, tail: true, coat: colour('#5fb760'), mouth: 'fang' }],
  [/\b(demon|imp|devil)/, { ears: 'horns', coat: colour('#d24b4b'), mouth: 'fang', tail: true }],
  [/\b(owl|bird|duck|chick|penguin)/, { ears: 'none', mouth: 'beak', wings: true, markings: 'belly' }],
  [/\b(frog|toad)/, { ears: 'bear', coat: colour('#5fb760'), eyes: 'big', markings: 'belly' }],
  [/\b(robot|android|mech)/, { shape: 'robot', ears: 'antennae', coat: colour('#9fb0c8'), markings: 'plain' }],
  [/\b(ghost|spirit)/, { shape: 'ghost', ears: 'none', coat: colour('#e6ecff'), markings: 'plain' }],
  [/\b(slime|blob|jelly)/, { shape: 'blob', ears: 'none', markings: 'plain' }],
  [/\b(alien|monster)/, { shape: 'blob', ears: 'antennae', eyes: 'one' }],
  [/\b(knight|paladin|warrior|soldier)/, { hat: 'helmet', held: 'sword' }],
  [/\b(wizard|witch|mage|sorcer)/, { hat: 'wizard', held: 'wand' }],
  [/\b(king|queen|prince|crown)/, { hat: 'crown' }],
  [/\bmushroom/, { hat: 'mushroom', coat: colour('#f2e6d0'), shape: 'blob', ears: 'none' }],
  [/\bshield/, { held: 'shield' }],
  [/\b(potion|bottle|alchem)/, { held: 'potion' }],
  [/\b(flower|garden|spring)/, { held: 'flower', scene: 'meadow' }],
  [/\b(night|moon|dark)/, { scene: 'night' }],
  [/\b(space|planet|galaxy|astronaut|star)/, { scene: 'space' }],
  [/\b(sea|ocean|beach|island|pirate|sunset)/, { scene: 'sea' }],
  [/\b(forest|wood|tree|jungle)/, { scene: 'forest' }],
  [/\b(cave|crystal|dungeon|mine)/, { scene: 'cave' }],
  [/\b(desert|sand|dune|pyramid)/, { scene: 'desert' }],
  [/\b(snow|ice|winter|frost|mountain)/, { scene: 'snow', scarf: true }],
  [/\b(city|town|street|cyber|neon)/, { scene: 'city' }],
  [/\b(meadow|field|grass|farm|hill|village)/, { scene: 'meadow' }],
  [/\b(icon|item|logo|badge|sticker)/, { scene: 'pattern' }],
  [/\bred\b/, { coat: colour('#d24b4b') }],
  [/\borange\b/, { coat: colour('#e8743b') }],
  [/\b(yellow|gold|golden)\b/, { coat: colour('#f0c04a') }],
  [/\bgreen\b/, { coat: colour('#5fb760') }],
  [/\bblue\b/, { coat: colour('#4f8fe0') }],
  [/\b(purple|violet)\b/, { coat: colour('#9a6be0') }],
  [/\bpink\b/, { coat: colour('#e2589a') }],
  [/\b(white|silver)\b/, { coat: colour('#eef0f5') }],
  [/\bblack\b/, { coat: colour('#4a4658') }],
];

export function chooseTraits(prompt: string, random: Random): Traits {
  const chosen: Traits = {
    scene: random.pick(['meadow', 'night', 'sea', 'forest', 'cave', 'desert', 'snow', 'city', 'space', 'pattern']),
    coat: random.pick(coats),
    ears: random.pick(['cat', 'fox', 'rabbit', 'bear', 'horns', 'antennae', 'leaf', 'none']),
    hat: random.pick(['none', 'none', 'none', 'none', 'none', 'crown', 'wizard', 'mushroom', 'bow']),
    held: random.pick(['none', 'none', 'none', 'sword', 'wand', 'shield', 'flower', 'potion']),
    shape: random.pick(['chibi', 'chibi', 'chibi', 'blob', 'blob', 'ghost', 'robot']),
    eyes: random.pick(['dots', 'dots', 'big', 'big', 'sleepy', 'one']),
    mouth: random.pick(['smile', 'smile', 'fang', 'cat', 'beak']),
    markings: random.pick(['belly', 'belly', 'spots', 'stripes', 'mask', 'plain']),
    wings: random.chance(0.2),
    tail: random.chance(0.4),
    scarf: random.chance(0.2),
  };
  const said = prompt.toLowerCase();
  for (const [word, traits] of words) if (word.test(said)) Object.assign(chosen, traits);
  // A single eye needs a face without a muzzle or a brim.
  if (chosen.eyes === 'one' && (chosen.shape !== 'blob' || chosen.hat !== 'none')) chosen.eyes = 'big';
  return chosen;
}
