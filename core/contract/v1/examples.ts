/** One story through the whole description: a fox knight that is asked for, made, looked at and deleted. */
const generationId = '019acf5e-6b1c-7d2a-9c41-5f0c2b7d1a10';
const assetId = '019acf5e-8a77-7e1b-a3d5-2c9f4e6b8d21';

/** A name that is nobody's. RFC 2606 */
const host = 'https://upixel.example';

export const exampleAsset = {
  id: assetId,
  prompt: 'a fox knight',
  model: 'rd-fast',
  width: 256,
  height: 256,
  isPixelArt: true,
  projectId: null,
  isFavourite: false,
  createdAt: '2026-11-29T18:30:04.000Z',
  fileUrl: `${host}/api/v1/assets/${assetId}/file`,
  thumbnailUrl: `${host}/api/v1/assets/${assetId}/file?size=thumbnail`,
};

export const exampleDetail = {
  ...exampleAsset,
  source: 'run',
  generationId,
  seed: 7,
  size: 'square',
  price: 4,
  byteLength: 24_113,
};

export const exampleRequest = { prompt: 'a fox knight', model: 'rd-fast', size: 'square', seed: 7 };

export const exampleQueued = {
  id: generationId,
  status: 'queued',
  prompt: 'a fox knight',
  tool: null,
  model: 'rd-fast',
  size: 'square',
  count: 1,
  seed: 7,
  price: 4,
  canceling: false,
  progress: null,
  ahead: 0,
  assets: [],
  description: null,
  shortfall: null,
  createdAt: '2026-11-29T18:30:00.000Z',
  finishedAt: null,
};

export const exampleDone = {
  ...exampleQueued,
  status: 'succeeded',
  assets: [exampleAsset],
  finishedAt: '2026-11-29T18:30:04.000Z',
};

export const exampleTool = {
  ...exampleQueued,
  id: '019acf5f-44d2-7a90-b7c3-6d1e8f0a2c65',
  tool: 'upscale',
  model: 'rd-fast',
  size: null,
  seed: null,
  price: 1,
};

export const exampleModel = {
  name: 'rd-fast',
  label: 'Retro Diffusion Fast',
  description: 'Pixel art on a real grid, quickly.',
  price: 4,
  typicalSeconds: 6,
  isPixelArt: true,
  sizes: ['square', 'portrait', 'landscape', 'tall', 'wide'],
  exactSizes: { min: 16, max: 384, step: 1 },
  maxReferences: 1,
  takesStrength: true,
  takesNegativePrompt: false,
  takesSeed: true,
  maxPromptLength: null,
};

export const exampleUpload = {
  id: '019acf60-02c4-7b39-8f1e-7d3a5c9b1e32',
  contentType: 'image/png',
  byteLength: 301_877,
  expiresAt: '2026-11-30T18:30:00.000Z',
};

export const exampleProject = {
  id: '019acf61-11f0-7c52-b6a8-4e2d9f7c3b43',
  name: 'Knights',
  isArchived: false,
  assetCount: 12,
  createdAt: '2026-11-02T09:12:44.000Z',
};

export const exampleError = {
  error: {
    code: 'too_few_credits',
    message: 'rd-fast costs 4 credits, and you have 1 credit. Nothing was made and nothing was taken.',
    next: 'Choose a cheaper model or fewer images, or get more credits.',
    cost: 0,
  },
};
