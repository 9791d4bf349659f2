import { aboutHandlers } from './about.ts';
import { assetHandlers } from './assets.ts';
import { generationHandlers } from './generations.ts';
import type { V1Handlers } from './handler.ts';

/** Every endpoint of the contract; a missing one does not compile. */
export const v1Handlers: V1Handlers = { ...generationHandlers, ...assetHandlers, ...aboutHandlers };
