import { z } from 'zod';
import type { V1Endpoint } from './endpoint.ts';
import { exampleAsset, exampleTools } from './examples.ts';
import { byId, tags } from './parts.ts';
import { decided, toolPrices } from './tool-shapes.ts';

/** What may be made of a picture, for which price, and what is still to be decided about one. */
export const v1Tools = {
  listTools: {
    method: 'GET',
    path: '/api/v1/assets/:id/tools',
    summary: 'What can be made of a picture, and what each costs',
    description: 'Nothing is made or held. What cannot be made of it says why.',
    tag: tags.make,
    scope: 'read',
    params: byId,
    answer: toolPrices,
    example: { answer: exampleTools },
  },
  keepAsset: {
    method: 'POST',
    path: '/api/v1/assets/:id/keep',
    summary: 'Keeps pixel art that is not as it was asked for',
    description: 'Of a picture whose contract says `isOffered`: then it can no longer be given back.',
    tag: tags.make,
    scope: 'make',
    params: byId,
    answer: decided,
    example: { answer: { price: 4 } },
  },
  giveBackAsset: {
    method: 'POST',
    path: '/api/v1/assets/:id/give-back',
    summary: 'Gives back pixel art that is not as it was asked for',
    description: 'Of a picture whose contract says `isOffered`: it is deleted for good, and its price is yours again.',
    tag: tags.make,
    scope: 'delete',
    params: byId,
    answer: decided,
    example: { answer: { price: 4 } },
  },
  chooseAsset: {
    method: 'POST',
    path: '/api/v1/assets/:id/choose',
    summary: 'Keeps one of the two pictures that `pixel-art` made',
    description: 'Where one of two grids is right, both are made. The other one is deleted for good.',
    tag: tags.make,
    scope: 'delete',
    params: byId,
    answer: z.object({ id: z.uuid(), width: z.int(), height: z.int() }),
    example: { answer: { id: exampleAsset.id, width: 64, height: 64 } },
  },
} as const satisfies Record<string, V1Endpoint>;
