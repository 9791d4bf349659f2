import { choice, image, integer, number, requiredText, text } from './fields.ts';
import { formatOf, type Model, textOf, usualSafetyError, versionOf } from './model.ts';
import { sizeLike, sizeOf } from './sizes.ts';

// Its inputs are those of https://replicate.com/stability-ai/stable-diffusion-3.5-large/versions/
// feb36d70a9f2791ed9df99f795ea5684da18f52b5f6b488dfdef635ca19d6bd3/api; that page leaves the ratios out, which are those of the model's
// reference at Amazon Bedrock (model-parameters-diffusion-3-5-large).
export const stableDiffusion: Model = {
  name: 'stability-ai/stable-diffusion-3.5-large',
  description: 'A text-to-image model that generates high-resolution images with fine details',
  isOfficial: true,
  version: versionOf('stability-ai/stable-diffusion-3.5-large'),
  example: { prompt: 'a white ghost in an autumn wood', aspect_ratio: '1:1' },
  typicalMs: 8_800,
  price: () => 0.065,
  inputs: {
    prompt: requiredText('Text prompt for image generation'),
    negative_prompt: text('What you do not want to see in the image'),
    aspect_ratio: choice(
      'The aspect ratio of your output image. This value is ignored if you are using an input image.',
      ['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'],
      '1:1',
    ),
    cfg: number('How similar the output should be to the prompt', { default: 5, minimum: 1, maximum: 10 }),
    image: image('Input image for image to image mode. The aspect ratio of your output will match this image.'),
    prompt_strength: number('Denoising strength of image to image', { default: 0.85, minimum: 0, maximum: 1 }),
    seed: integer('Set a seed for reproducibility. Random by default.'),
    output_format: choice('Format of the output images', ['webp', 'jpg', 'png'], 'webp'),
  },
  output: 'uri',
  safetyError: usualSafetyError,
  work: {
    type: 'draw',
    imageInput: 'image',
    plan: (inputs, given) => ({
      ...(given ? sizeLike(given, 1, 64) : sizeOf(textOf(inputs, 'aspect_ratio'), 1, 64)),
      count: 1,
      format: formatOf(inputs, 'output_format'),
      quality: 95,
    }),
  },
};
