import { choice, flag, image, integer, requiredText, text } from './fields.ts';
import { type Model, numberOf, textOf, usualSafetyError, versionOf } from './model.ts';

const name = 'retro-diffusion/rd-tile';
const styles = [
  ...(['tileset', 'tileset_advanced', 'single_tile', 'tile_variation', 'tile_object', 'scene_object'] as const),
] as const;

/** What each style draws, in pixels a side: the list in the README of https://github.com/Retro-Diffusion/api-examples, Tilesets. */
const sides: Record<(typeof styles)[number], [number, number]> = {
  tileset: [16, 32],
  tileset_advanced: [16, 32],
  single_tile: [16, 64],
  tile_variation: [16, 128],
  tile_object: [16, 96],
  scene_object: [64, 384],
};

/** A tileset is 4 tiles wide and 5 high: images/api-tileset.png in that repository, of 16 × 16 tiles, enlarged 8 times. */
const [columns, rows] = [4, 5];

/** Its schema is that of https://replicate.com/retro-diffusion/rd-tile, version c4f59be3; no palette, no clear background. */
export const rdTile: Model = {
  name,
  description: 'Tiles and tilesets of pixel art',
  isOfficial: true,
  version: versionOf(name),
  typicalMs: 8_000,
  price: (inputs) => 0.1 * numberOf(inputs, 'num_images', 1),
  safetyError: usualSafetyError,
  example: { prompt: 'grass and a dirt path', style: 'tileset', width: 16, height: 16 },
  output: 'uris',
  inputs: {
    prompt: requiredText('Text prompt for generation'),
    style: choice('Style to apply to the generated image', styles, 'tileset'),
    width: integer('Tile width (for tilesets, this is the size of each individual tile)', {
      ...{ default: 32, minimum: 16, maximum: 384 },
    }),
    height: integer('Tile height (for tilesets, this is the size of each individual tile)', {
      ...{ default: 32, minimum: 16, maximum: 384 },
    }),
    num_images: integer('Number of images to generate', { default: 1, minimum: 1, maximum: 10 }),
    seed: integer('Random seed. Set for reproducible generation'),
    input_image: image('Input image for image-to-image generation or reference'),
    extra_prompt: text('Extra prompt for advanced tileset generation (tileset_advanced only)'),
    extra_input_image: image('Extra input image for advanced tileset generation (tileset_advanced only)'),
    bypass_prompt_expansion: flag('Disable automatic prompt expansion', false),
  },
  work: {
    type: 'draw',
    imageInput: 'input_image',
    plan(inputs, given) {
      const style = styles.find((each) => each === textOf(inputs, 'style')) ?? 'tileset';
      const [width, height] = [numberOf(inputs, 'width', 32), numberOf(inputs, 'height', 32)];
      const [min, max] = sides[style];
      if ([width, height].some((side) => side < min || side > max))
        throw new Error(`${style} supports sizes from ${min}x${min} to ${max}x${max}`);
      if (style === 'tile_variation' && !given) throw new Error('input_image is required for tile_variation');
      const isSet = style === 'tileset' || style === 'tileset_advanced';
      const size = isSet ? { width: width * columns, height: height * rows } : { width, height };
      const extra = textOf(inputs, 'extra_prompt');
      const tiles =
        style === 'tile_object' || style === 'scene_object'
          ? undefined
          : { style, width, height, outside: style === 'tileset_advanced' ? extra : '' };
      return {
        ...size,
        count: numberOf(inputs, 'num_images', 1),
        format: 'png',
        quality: 100,
        art: { palette: 'none', colours: 24, tileX: false, tileY: false, tiles },
      };
    },
  },
};
