import sharp from 'sharp';
import { decode, encode } from '../pictures/encode.ts';
import { matted } from '../pictures/matte.ts';
import { alarmColour } from '../pictures/sprite.ts';
import { choice, flag, number, requiredImage, text } from './fields.ts';
import { formatOf, type Model, numberOf, textOf, usualSafetyError } from './model.ts';

// Their inputs and versions are those of the models' pages on Replicate (nightmareai/real-esrgan, 851-labs/background-remover, salesforce/blip,
// falcons-ai/nsfw_image_detection: /api/schema), November 2026.
const tool = { isOfficial: false, safetyError: usualSafetyError } as const;

const mostPixels = 2_096_704;

export const realEsrgan: Model = {
  ...tool,
  name: 'nightmareai/real-esrgan',
  description: 'Real-ESRGAN with optional face correction and adjustable upscale',
  version: 'f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa',
  typicalMs: 2_600,
  price: () => 0.0025,
  inputs: {
    image: requiredImage('Input image'),
    scale: number('Factor to scale image by', { default: 4, minimum: 0, maximum: 10 }),
    face_enhance: flag('Run GFPGAN face enhancement along with upscaling', false),
  },
  output: 'uri',
  work: {
    type: 'transform',
    imageInput: 'image',
    async apply(image, inputs) {
      const { width = 1, height = 1 } = await decode(image).metadata();
      // The model's own words, from public reports of what it answered.
      if (width * height > mostPixels)
        throw new Error(
          `Input image of dimensions (${height}, ${width}, 3) has a total number of pixels ${width * height} greater than the max size that fits in GPU memory on this hardware, ${mostPixels}. Resize input image and try again.`,
        );
      const side = (length: number) => Math.min(8192, Math.max(1, Math.round(length * numberOf(inputs, 'scale', 4))));
      const larger = decode(image).resize(side(width), side(height), { kernel: 'lanczos3', fit: 'fill' });
      return { bytes: await encode(larger, 'png', 100), format: 'png' };
    },
  },
};

export const backgroundRemover: Model = {
  ...tool,
  name: '851-labs/background-remover',
  description: 'Remove backgrounds from images',
  version: 'a029dff38972b5fda4ec5d75d7d1cd25aeff621d2cf4946a41055d7db66b80bc',
  typicalMs: 700,
  price: () => 0.002,
  inputs: {
    image: requiredImage('Input image'),
    threshold: number('Threshold for hard segmentation (0.0-1.0). If 0.0, uses soft alpha.', { default: 0 }),
    reverse: flag('If True, remove the foreground instead of the background.', false),
    background_type: text("Background type: 'rgba', 'map', 'green', 'white', [R,G,B] array, 'blur', 'overlay'", 'rgba'),
    format: text('Output format (e.g., png, jpg). Defaults to png.', 'png'),
  },
  output: 'uri',
  work: {
    type: 'transform',
    imageInput: 'image',
    async apply(image, inputs) {
      const format = formatOf(inputs, 'format');
      const { data, raw } = await matted(image, inputs.reverse === true);
      return { bytes: await encode(sharp(data, { raw }), format, 90), format };
    },
  },
};

export const blip: Model = {
  ...tool,
  name: 'salesforce/blip',
  description: 'Generate image captions',
  version: '2e1dddc8621f72155f24cf2e0adbde548458d3cab9f00c0139eea840d0ac4746',
  typicalMs: 1_500,
  price: () => 0.0008,
  inputs: {
    image: requiredImage('Input image'),
    task: choice(
      'Choose a task.',
      ['image_captioning', 'visual_question_answering', 'image_text_matching'],
      'image_captioning',
    ),
    question: text('Type question for the input image for visual question answering task.'),
    caption: text('Type caption for the input image for image text matching task.'),
  },
  output: 'text',
  work: {
    type: 'describe',
    imageInput: 'image',
    async answer(image, inputs) {
      const { dominant } = await decode(image).stats();
      const seen = `a small pixel art creature on a ${nameOf(dominant)} background`;
      switch (textOf(inputs, 'task')) {
        case 'visual_question_answering':
          return `Answer: ${seen}`;
        case 'image_text_matching':
          return 'The image and text is matched with a probability of 50.00%.\nThe image feature and text feature has a cosine similarity of 0.3000.';
        default:
          return `Caption: ${seen}`;
      }
    },
  },
};

export const nsfwImageDetection: Model = {
  ...tool,
  name: 'falcons-ai/nsfw_image_detection',
  description: 'Fine-Tuned Vision Transformer (ViT) for NSFW Image Classification',
  version: '97116600cabd3037e5f22ca08ffcc33b92cfacebf7ccd3609e9c1d29e43d3a8d',
  typicalMs: 600,
  price: () => 0.0002,
  inputs: { image: requiredImage('Input image') },
  output: 'text',
  work: {
    type: 'describe',
    imageInput: 'image',
    async answer(image) {
      const corner = await decode(image)
        .removeAlpha()
        .toColourspace('srgb')
        .resize(8, 8, { kernel: 'nearest', fit: 'fill' })
        .raw()
        .toBuffer();
      const isAlarming = alarmColour.every((value, channel) => Math.abs(value - (corner[channel] ?? 0)) < 40);
      return isAlarming ? 'nsfw' : 'normal';
    },
  },
};

function nameOf({ r, g, b }: { r: number; g: number; b: number }): string {
  const high = Math.max(r, g, b);
  if (high < 70) return 'dark';
  if (high - Math.min(r, g, b) < 24) return high > 190 ? 'white' : 'grey';
  if (r === high) return g > b + 40 ? 'yellow' : b > g + 40 ? 'pink' : 'red';
  return g === high ? 'green' : 'blue';
}
