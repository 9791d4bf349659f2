import { choice, images, requiredText } from './fields.ts';
import { formatOf, type Model, type Size, textOf, versionOf } from './model.ts';
import { sizeLike } from './sizes.ts';

/** The model's output size for each ratio, from Google's documentation. */
const sizes: Record<string, Size> = {
  '1:1': { width: 1024, height: 1024 },
  '2:3': { width: 832, height: 1248 },
  '3:2': { width: 1248, height: 832 },
  '3:4': { width: 864, height: 1184 },
  '4:3': { width: 1184, height: 864 },
  '4:5': { width: 896, height: 1152 },
  '5:4': { width: 1152, height: 896 },
  '9:16': { width: 768, height: 1344 },
  '16:9': { width: 1344, height: 768 },
  '21:9': { width: 1536, height: 672 },
};
const square: Size = { width: 1024, height: 1024 };

export const nanoBanana: Model = {
  name: 'google/nano-banana',
  description: "Google's image editing model in Gemini 2.5",
  isOfficial: true,
  version: versionOf('google/nano-banana'),
  example: { prompt: 'a red cat on a rooftop at dusk', aspect_ratio: '1:1' },
  typicalMs: 9_000,
  price: () => 0.039,
  inputs: {
    prompt: requiredText('A text description of the image you want to generate'),
    image_input: images('Input images to transform or use as reference (supports multiple images)'),
    aspect_ratio: choice(
      'Aspect ratio of the generated image',
      ['match_input_image', '1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'],
      'match_input_image',
    ),
    output_format: choice('Format of the output image', ['jpg', 'png'], 'jpg'),
  },
  output: 'uri',
  safetyError: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
  work: {
    type: 'draw',
    imageInput: 'image_input',
    plan(inputs, image) {
      const ratio = textOf(inputs, 'aspect_ratio');
      const size = ratio === 'match_input_image' ? sizeLike(image ?? square, 1, 16) : (sizes[ratio] ?? square);
      return { ...size, count: 1, format: formatOf(inputs, 'output_format'), quality: 90 };
    },
  },
};
