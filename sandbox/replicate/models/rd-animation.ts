import type { AnimationKind } from '../pictures/animation.ts';
import { choice, flag, image, integer, requiredText } from './fields.ts';
import { type Inputs, isOn, type Model, numberOf, textOf, usualSafetyError, versionOf } from './model.ts';

const kinds = [
  'four_angle_walking',
  'walking_and_idle',
  'small_sprites',
  'vfx',
] as const satisfies readonly AnimationKind[];
const only =
  'four_angle_walking and walking_and_idle only support 48. small_sprites only supports 32. vfx supports 24-96.';

const kindOf = (inputs: Inputs): AnimationKind => kinds.find((kind) => kind === textOf(inputs, 'style')) ?? kinds[0];

/** "Bigger or smaller resolutions will be ignored"; effects are square (Retro Diffusion's api-examples, README). */
function sideOf(inputs: Inputs): number {
  const kind = kindOf(inputs);
  if (kind === 'small_sprites') return 32;
  return kind === 'vfx' ? Math.max(numberOf(inputs, 'width', 48), numberOf(inputs, 'height', 48)) : 48;
}

/**
 * By its published schema (replicate.com/retro-diffusion/rd-animation/versions/a9f33da7…/api, November 2026). How its sheets lie no document says: rows down, right, up,
 * left, four frames in each, as people found them who published what they got; poses are in fives, and an effect is in one row.
 */
export const rdAnimation: Model = {
  name: 'retro-diffusion/rd-animation',
  description: 'Style consistent animated pixel art sprite generation',
  isOfficial: true,
  version: versionOf('retro-diffusion/rd-animation'),
  typicalMs: 9_000,
  example: { prompt: 'a fox knight', style: 'four_angle_walking', width: 48, height: 48 },
  price: () => 0.07,
  inputs: {
    prompt: requiredText('Text prompt for generation'),
    style: choice('Style to apply to the generated image', kinds, 'four_angle_walking'),
    width: integer(`Animation width. ${only}`, { default: 48, minimum: 24, maximum: 96 }),
    height: integer(`Animation height. ${only}`, { default: 48, minimum: 24, maximum: 96 }),
    input_image: image(
      'Input image for image-to-image generation or reference. Will be converted to RGB without transparency.',
    ),
    return_spritesheet: flag('Return animation as a spritesheet PNG instead of animated GIF', false),
    bypass_prompt_expansion: flag('Disable automatic prompt expansion', false),
    seed: integer('Random seed. Set for reproducible generation'),
  },
  output: 'uris',
  safetyError: usualSafetyError,
  work: {
    type: 'draw',
    imageInput: 'input_image',
    plan: (inputs) => ({
      ...{ width: sideOf(inputs), height: sideOf(inputs), count: 1, quality: 100 },
      format: isOn(inputs, 'return_spritesheet') ? 'png' : 'gif',
      animation: kindOf(inputs),
    }),
  },
};
