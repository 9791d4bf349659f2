/** One story through the whole description: a fox knight that is asked for, made, looked at, shown by a link and deleted. */
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
  contract: {
    asked: { width: 256, height: 256, maxColours: 16, palette: null, alpha: 'none' },
    is: { width: 256, height: 256, colours: 14, alpha: 'none', grid: 1 },
    isKept: true,
    breaches: [],
    changes: [],
    isSecondTry: false,
    isOffered: false,
    checkedAt: '2026-11-29T18:30:04.000Z',
    version: 1,
  },
  layout: null,
};

export const exampleReduced = {
  ...exampleDetail,
  id: '019acf60-11b5-7c3e-8f42-9a0d5e6b7c13',
  model: null,
  source: 'operation',
  generationId: null,
  seed: null,
  size: null,
  price: 0,
  byteLength: 4_870,
  contract: null,
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

export const exampleTools = {
  balance: 120,
  tools: [
    { tool: 'upscale', price: 0, count: 1, message: null },
    { tool: 'vary', price: 16, count: 4, message: null },
    { tool: 'pixel-art', price: null, count: null, message: 'It is pixel art already.' },
  ],
  editors: [{ model: 'nano-banana', price: 12, takesReference: true }],
};

export const exampleShare = {
  id: '019acf62-5d3e-7f14-9a27-8b6c0d1e4f54',
  url: `${host}/s/9GkQ2nV4tXw7ZbL1mRc8pD0eYh5uJs3f`,
  pictures: 1,
  seen: 1,
  showsPrompt: true,
  showsName: false,
  isListed: false,
  expiresAt: null,
  ended: null,
  views: 0,
  previews: 0,
  createdAt: '2026-11-29T18:32:10.000Z',
};

export const exampleExport = {
  url: `${host}/files/art?of=aAZrPXqHSe4CmXQxPE6q8VA&engine=godot&expires=1796063530&signature=k3JtX1n0cVw2pQ8sYb5dLhR7uEfZaMgT4iNoCvB6xKs`,
  filename: 'fox-knight-3fa9c1-godot.zip',
  byteLength: 4_211,
  items: [{ name: 'fox-knight-3fa9c1', width: 64, height: 64, frames: 1, colours: 14 }],
  left: [],
};

export const exampleModel = {
  name: 'rd-fast',
  label: 'Retro Diffusion Fast',
  description: 'Pixel art on a real grid, quickly.',
  price: 4,
  typicalSeconds: 6,
  isPixelArt: true,
  sizes: ['square', 'portrait', 'landscape', 'tall', 'wide'],
  exactSizes: { min: 16, max: 384, step: 1, isSquare: false },
  maxReferences: 1,
  takesStrength: true,
  takesNegativePrompt: false,
  takesSeed: true,
  maxPromptLength: null,
  presets: ['default', 'simple', 'detailed', 'game_asset', 'portrait', 'no_style'],
  presetSizes: [],
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

/** As the standard's own examples have it: it signs nothing. */
export const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

export const exampleWebhook = {
  id: '019acf62-3a10-7f14-8c52-9b0d6e4a7f54',
  url: 'https://example.com/upixel',
  events: ['generation.succeeded', 'generation.failed'],
  isOn: true,
  offBecause: null,
  offAt: null,
  lastDeliveredAt: '2026-11-29T18:30:05.000Z',
  oldSecretUntil: null,
  createdAt: '2026-11-29T18:00:00.000Z',
};

export const exampleDelivery = {
  id: '019acf5e-9c20-7a03-b8f1-1d7e5c3a9b65',
  event: 'generation.succeeded',
  generationId,
  status: 'delivered',
  attempts: 1,
  outcome: 'delivered',
  responseStatus: 204,
  durationMs: 182,
  triedAt: '2026-11-29T18:30:05.000Z',
  nextTryAt: null,
  createdAt: '2026-11-29T18:30:04.000Z',
};

export const exampleTest = {
  ...exampleDelivery,
  id: '019acf63-7b44-7d91-a6e0-3f8c2b5d1e76',
  event: 'webhook.test',
  generationId: null,
  status: 'pending',
  attempts: 0,
  outcome: null,
  responseStatus: null,
  durationMs: null,
  triedAt: null,
};

export const exampleMessage = {
  type: 'generation.succeeded',
  timestamp: '2026-11-29T18:30:04.000Z',
  data: { id: generationId, status: 'succeeded', url: `${host}/api/v1/generations/${generationId}` },
};

export const exampleError = {
  error: {
    code: 'too_few_credits',
    message: 'rd-fast costs 4 credits, and you have 1 credit. Nothing was made and nothing was taken.',
    next: 'Choose a cheaper model or fewer images, or get more credits.',
    cost: 0,
  },
};
