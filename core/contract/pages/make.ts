import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import * as made from './made.ts';
import * as shape from './shapes.ts';

const byId = z.object({ id: z.uuid() });
const { requestKey } = made;

/** Making images, and making something of one. */
export const makeEndpoints = {
  getMakeDefaults: {
    method: 'GET',
    path: '/api/make/defaults',
    summary: 'What is made where you say nothing',
    tag: 'Making',
    answer: z.object({
      model: z.string(),
      size: z.string(),
      format: z.enum(['best', 'png']),
      balance: z.int(),
    }),
  },
  quoteImages: {
    method: 'POST',
    path: '/api/make/quote',
    summary: 'What a request would cost, and what would be refused of it; it costs nothing',
    tag: 'Making',
    body: made.wishSoFar,
    answer: made.quote,
  },
  makeImages: {
    method: 'POST',
    path: '/api/generations',
    summary: 'Makes images; the same key makes them once',
    tag: 'Making',
    begins: true,
    body: made.wish.extend({ requestKey }),
    answer: made.begun,
  },
  listGenerations: {
    method: 'GET',
    path: '/api/generations',
    summary: 'Your requests, newest first, with what came of them so far',
    tag: 'Making',
    query: shape.paging,
    answer: shape.pageOf(made.generation),
  },
  getGeneration: {
    method: 'GET',
    path: '/api/generations/:id',
    summary: 'One request, with what came of it so far',
    tag: 'Making',
    params: byId,
    answer: made.generation,
  },
  makeAgain: {
    method: 'POST',
    path: '/api/generations/:id/again',
    summary: 'The same request once more, with a new seed',
    tag: 'Making',
    begins: true,
    params: byId,
    body: z.object({ requestKey }),
    answer: made.begun,
  },
  getTools: {
    method: 'GET',
    path: '/api/assets/:id/tools',
    summary: 'What could be made of an image, and what that costs',
    tag: 'Making',
    params: byId,
    answer: made.tools,
  },
  useTool: {
    method: 'POST',
    path: '/api/assets/:id/tools',
    summary: 'Makes something of an image; the same key makes it once',
    tag: 'Making',
    begins: true,
    params: byId,
    body: made.toolPress,
    answer: made.begun,
  },
  getRecipe: {
    method: 'GET',
    path: '/api/assets/:id/recipe',
    summary: 'What the request for an image said, for another one like it',
    tag: 'Making',
    params: byId,
    answer: made.recipe,
  },
  getRequestRecipe: {
    method: 'GET',
    path: '/api/generations/:id/recipe',
    summary: 'What a request said, for another one like it',
    tag: 'Making',
    params: byId,
    answer: made.recipe,
  },
  deleteReference: {
    method: 'DELETE',
    path: '/api/references/:id',
    summary: 'Deletes a picture that you uploaded to start from',
    tag: 'Making',
    params: byId,
  },
} as const satisfies Record<string, Endpoint>;
