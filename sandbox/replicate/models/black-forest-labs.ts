import { choice, flag, image, images, integer, requiredText } from './fields.ts';
import {
  formatOf,
  type Inputs,
  type Model,
  numberOf,
  type Size,
  textOf,
  usualSafetyError,
  versionOf,
} from './model.ts';
import { sizeLike, sizeOf } from './sizes.ts';

const ratios = ['1:1', '16:9', '21:9', '3:2', '2:3', '4:5', '5:4', '3:4', '4:3', '9:16', '9:21'] as const;

/** The sizes of flux-schnell at one megapixel, from the model's published code. */
const schnellSizes: Record<string, Size> = {
  '1:1': { width: 1024, height: 1024 },
  '16:9': { width: 1344, height: 768 },
  '21:9': { width: 1536, height: 640 },
  '3:2': { width: 1216, height: 832 },
  '2:3': { width: 832, height: 1216 },
  '4:5': { width: 896, height: 1088 },
  '5:4': { width: 1088, height: 896 },
  '3:4': { width: 896, height: 1152 },
  '4:3': { width: 1152, height: 896 },
  '9:16': { width: 768, height: 1344 },
  '9:21': { width: 640, height: 1536 },
};

function schnellSize(ratio: string, megapixels: string): Size {
  const { width, height } = schnellSizes[ratio] ?? { width: 1024, height: 1024 };
  return megapixels === '0.25' ? { width: width / 2, height: height / 2 } : { width, height };
}

export const fluxSchnell: Model = {
  name: 'black-forest-labs/flux-schnell',
  description: 'The fastest image generation model tailored for local development and personal use',
  isOfficial: true,
  version: versionOf('black-forest-labs/flux-schnell'),
  example: { prompt: 'a fox knight in a misty forest, soft morning light', megapixels: '0.25' },
  typicalMs: 1_200,
  price: (inputs) => 0.003 * numberOf(inputs, 'num_outputs', 1),
  inputs: {
    prompt: requiredText('Prompt for generated image'),
    aspect_ratio: choice('Aspect ratio for the generated image', ratios, '1:1'),
    num_outputs: integer('Number of outputs to generate', { default: 1, minimum: 1, maximum: 4 }),
    num_inference_steps: integer('Number of denoising steps', { default: 4, minimum: 1, maximum: 4 }),
    seed: integer('Random seed. Set for reproducible generation'),
    output_format: choice('Format of the output images', ['webp', 'jpg', 'png'], 'webp'),
    output_quality: integer('Quality when saving the output images', { default: 80, minimum: 0, maximum: 100 }),
    disable_safety_checker: flag('Disable safety checker for generated images.', false),
    go_fast: flag('Run faster predictions with model optimized for speed', true),
    megapixels: choice('Approximate number of megapixels for generated image', ['1', '0.25'], '1'),
  },
  output: 'uris',
  safetyError: usualSafetyError,
  work: {
    type: 'draw',
    plan: (inputs) => ({
      ...schnellSize(textOf(inputs, 'aspect_ratio'), textOf(inputs, 'megapixels')),
      count: numberOf(inputs, 'num_outputs', 1),
      format: formatOf(inputs, 'output_format'),
      quality: numberOf(inputs, 'output_quality', 80),
    }),
  },
};

export const flux2Pro: Model = {
  name: 'black-forest-labs/flux-2-pro',
  description: 'High-quality image generation and editing with support for eight reference images',
  isOfficial: true,
  version: versionOf('black-forest-labs/flux-2-pro'),
  example: { prompt: 'a panda astronaut in a greenhouse, film photograph', resolution: '0.5 MP' },
  typicalMs: 8_000,
  price: (inputs) => 0.015 + 0.015 * flux2Megapixels(inputs),
  inputs: {
    prompt: requiredText('Text prompt for image generation'),
    input_images: images('Input images for image-to-image generation. Maximum 8 images.', 8),
    aspect_ratio: choice('Aspect ratio for the generated image', ['match_input_image', 'custom', ...ratios], '1:1'),
    resolution: choice('Resolution in megapixels', ['match_input_image', '0.5 MP', '1 MP', '2 MP', '4 MP'], '1 MP'),
    width: integer('Width, for the custom aspect ratio; a multiple of 32', { minimum: 256, maximum: 2048 }),
    height: integer('Height, for the custom aspect ratio; a multiple of 32', { minimum: 256, maximum: 2048 }),
    safety_tolerance: integer('1 is most strict and 5 is most permissive', { default: 2, minimum: 1, maximum: 5 }),
    seed: integer('Random seed. Set for reproducible generation'),
    output_format: choice('Format of the output images', ['webp', 'jpg', 'png'], 'webp'),
    output_quality: integer('Quality when saving the output images', { default: 80, minimum: 0, maximum: 100 }),
  },
  output: 'uri',
  safetyError: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
  work: {
    type: 'draw',
    imageInput: 'input_images',
    plan: (inputs, given) => ({
      ...flux2Size(inputs, given ?? { width: 1024, height: 1024 }),
      count: 1,
      format: formatOf(inputs, 'output_format'),
      quality: numberOf(inputs, 'output_quality', 80),
    }),
  },
};

function flux2Size(inputs: Inputs, image: Size): Size {
  const ratio = textOf(inputs, 'aspect_ratio');
  const megapixels = megapixelsOf(textOf(inputs, 'resolution'));
  if (ratio === 'match_input_image') return sizeLike(image, megapixels, 32);
  if (ratio !== 'custom') return sizeOf(ratio, megapixels, 32);
  return sizeLike({ width: numberOf(inputs, 'width', 1024), height: numberOf(inputs, 'height', 1024) }, 4, 32);
}

/** https://replicate.com/black-forest-labs/flux-kontext-pro/api */
export const fluxKontextPro: Model = {
  name: 'black-forest-labs/flux-kontext-pro',
  description: 'A text-based image editing model with state-of-the-art performance',
  isOfficial: true,
  version: versionOf('black-forest-labs/flux-kontext-pro'),
  example: { prompt: 'an owl mage at night, oil painting', aspect_ratio: '1:1', output_format: 'jpg' },
  typicalMs: 6_000,
  price: () => 0.04,
  inputs: {
    prompt: requiredText(
      'Text description of what you want to generate, or the instruction on how to edit the given image.',
    ),
    input_image: image('Image to use as reference. Must be jpeg, png, gif, or webp.'),
    aspect_ratio: choice(
      'Aspect ratio of the generated image',
      ['match_input_image', ...ratios, '2:1', '1:2'],
      'match_input_image',
    ),
    prompt_upsampling: flag('Automatic prompt improvement', false),
    seed: integer('Random seed. Set for reproducible generation'),
    output_format: choice('Output format for the generated image', ['jpg', 'png'], 'png'),
    safety_tolerance: integer('0 is most strict and 6 is most permissive. 2 is the maximum with input images', {
      default: 2,
      minimum: 0,
      maximum: 6,
    }),
  },
  output: 'uri',
  safetyError: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
  work: {
    type: 'draw',
    imageInput: 'input_image',
    plan(inputs, given) {
      const ratio = textOf(inputs, 'aspect_ratio');
      const size =
        ratio === 'match_input_image' ? sizeLike(given ?? { width: 1024, height: 1024 }, 1, 16) : sizeOf(ratio, 1, 16);
      return { ...size, count: 1, format: formatOf(inputs, 'output_format'), quality: 95 };
    },
  },
};

/** Its documentation: the resolution is not used with the custom aspect ratio. */
function flux2Megapixels(inputs: Inputs): number {
  if (textOf(inputs, 'aspect_ratio') !== 'custom') return megapixelsOf(textOf(inputs, 'resolution'));
  return Math.ceil((numberOf(inputs, 'width', 1024) * numberOf(inputs, 'height', 1024)) / 1024 ** 2);
}

/** "2 MP" → 2; "match_input_image" counts as one. */
function megapixelsOf(resolution: string): number {
  return Number.parseFloat(resolution) || 1;
}
