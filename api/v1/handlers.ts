import { aboutHandlers } from './about.ts';
import { assetHandlers } from './assets.ts';
import { exportHandlers } from './exports.ts';
import { generationHandlers } from './generations.ts';
import type { V1Handlers } from './handler.ts';
import { shareHandlers } from './shares.ts';
import { toolHandlers } from './tools.ts';
import { webhookHandlers } from './webhooks.ts';

/** Every endpoint of the contract; a missing one does not compile. */
export const v1Handlers: V1Handlers = {
  ...generationHandlers,
  ...toolHandlers,
  ...assetHandlers,
  ...exportHandlers,
  ...shareHandlers,
  ...aboutHandlers,
  ...webhookHandlers,
};
