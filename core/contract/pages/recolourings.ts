import { z } from 'zod';
import { mostPairs, mostRecoloured } from '../recolouring.ts';
import type { Endpoint } from './endpoint.ts';
import { colour } from './palettes.ts';
import { projectName } from './project-shapes.ts';

const byId = z.object({ id: z.uuid() });
const time = z.iso.datetime();
const tag = 'Projects';

/** A project's pixel art in other colours, as copies in a project of their own. */
export const recolouring = z
  .object({
    id: z.uuid(),
    /** The project whose images they were; null once that is deleted. */
    fromProjectId: z.uuid().nullable(),
    /** Where the copies are. */
    toProjectId: z.uuid().nullable(),
    total: z.int(),
    /** How many of them were taken so far, and how many copies there are. */
    done: z.int(),
    made: z.int(),
    /** How many were left out, and why, as sentences. */
    leftOut: z.array(z.string()),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'Recolouring' });
export type Recolouring = z.infer<typeof recolouring>;

export const recolouringEndpoints = {
  recolourProject: {
    method: 'POST',
    path: '/api/projects/:id/recolour',
    summary: 'Copies images of a project in other colours into a new project; it costs nothing',
    begins: true,
    tag,
    params: byId,
    body: z.object({
      name: projectName.describe('What the project of the copies is called.'),
      paletteId: z.uuid().nullable().describe('One of your palettes, to which that project is locked.'),
      assetIds: z.array(z.uuid()).min(1).max(mostRecoloured),
      swap: z
        .array(z.object({ from: colour, to: colour }))
        .min(1)
        .max(mostPairs)
        .describe('Which colour becomes which, in all of them; all others stay.'),
      requestKey: z.uuid().describe('Sent again with the same one, it is the same recolouring.'),
    }),
    answer: recolouring,
  },
  listRecolourings: {
    method: 'GET',
    path: '/api/projects/:id/recolourings',
    summary: 'The latest recolourings of a project, or that made it; newest first',
    tag,
    params: byId,
    answer: z.object({ items: z.array(recolouring) }),
  },
  undoRecolouring: {
    method: 'POST',
    path: '/api/recolourings/:id/undo',
    summary: 'Deletes the copies that a recolouring made, for good; one under way makes no more',
    tag,
    params: byId,
    answer: z.object({ deleted: z.int() }),
  },
} as const satisfies Record<string, Endpoint>;
