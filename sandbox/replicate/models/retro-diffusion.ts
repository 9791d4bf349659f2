import { choice, flag, image, integer, number, requiredText } from './fields.ts';
import { type Inputs, isOn, type Model, numberOf, textOf, usualSafetyError, versionOf } from './model.ts';

/** What the Retro Diffusion models share: exact sizes, always PNG, one list of inputs. */
function retroDiffusion(
  name: `retro-diffusion/${string}`,
  options: {
    description: string;
    typicalMs: number;
    price: Model['price'];
    example: NonNullable<Model['example']>;
    styles: readonly [string, ...string[]];
  },
): Model {
  const { styles, ...rest } = options;
  return {
    ...rest,
    name,
    isOfficial: true,
    version: versionOf(name),
    inputs: {
      prompt: requiredText('Text prompt for image generation'),
      style: choice('The style to apply', styles, 'default'),
      width: integer('Width of the output image', { default: 256, minimum: 16, maximum: 384 }),
      height: integer('Height of the output image', { default: 256, minimum: 16, maximum: 384 }),
      num_images: integer('Number of images to generate', { default: 1, minimum: 1, maximum: 10 }),
      input_image: image('Input image for image-to-image generation'),
      strength: number('How much the input image is changed', { default: 0.8, minimum: 0, maximum: 1 }),
      input_palette: image('An image whose colours are used as the palette'),
      remove_bg: flag('Remove the background', false),
      tile_x: flag('Seamless tiling along x', false),
      tile_y: flag('Seamless tiling along y', false),
      bypass_prompt_expansion: flag('Use the prompt as it is', false),
      seed: integer('Random seed. Set for reproducible generation'),
    },
    output: 'uris',
    safetyError: usualSafetyError,
    work: {
      type: 'draw',
      imageInput: 'input_image',
      plan: (inputs) => ({
        width: numberOf(inputs, 'width', 256),
        height: numberOf(inputs, 'height', 256),
        count: numberOf(inputs, 'num_images', 1),
        format: 'png',
        quality: 100,
        transparent: isOn(inputs, 'remove_bg'),
        strength: numberOf(inputs, 'strength', 0.8),
        art: {
          palette: 'input_palette',
          colours: coloursOf(textOf(inputs, 'style')),
          tileX: isOn(inputs, 'tile_x'),
          tileY: isOn(inputs, 'tile_y'),
        },
      }),
    },
  };
}

/** As the names of its styles promise. */
const coloursOf = (style: string) => (style === '1_bit' ? 2 : style === 'low_res' || style === 'simple' ? 8 : 24);

const pixels = (inputs: Inputs) => numberOf(inputs, 'width', 256) * numberOf(inputs, 'height', 256);
const count = (inputs: Inputs) => numberOf(inputs, 'num_images', 1);

export const rdFast = retroDiffusion('retro-diffusion/rd-fast', {
  description: 'Fast pixel art with a range of styles',
  typicalMs: 4_000,
  example: { prompt: 'a fox knight', width: 64, height: 64 },
  price: (inputs) => count(inputs) * Math.max(0.015, (pixels(inputs) + 100_000) / 6_000_000),
  styles: [
    'default',
    'simple',
    'detailed',
    'retro',
    'game_asset',
    'portrait',
    'texture',
    'ui',
    'item_sheet',
    'character_turnaround',
    '1_bit',
    'low_res',
    'mc_item',
    'mc_texture',
    'no_style',
  ],
});

export const rdPlus = retroDiffusion('retro-diffusion/rd-plus', {
  description: 'Pixel art of high quality with a range of styles',
  typicalMs: 7_000,
  example: { prompt: 'a dragon in a crystal cave', width: 96, height: 96 },
  price: (inputs) => count(inputs) * Math.max(0.025, (pixels(inputs) + 50_000) / 2_000_000),
  styles: [
    'default',
    'retro',
    'watercolor',
    'textured',
    'cartoon',
    'ui_element',
    'item_sheet',
    'character_turnaround',
    'environment',
    'isometric',
    'isometric_asset',
    'topdown_map',
    'topdown_asset',
    'classic',
    'topdown_item',
    'low_res',
    'mc_item',
    'mc_texture',
    'skill_icon',
  ],
});
