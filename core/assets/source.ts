import { z } from 'zod';
import { AssetSource } from '../../prisma/generated/enums.ts';
import { text, uuid } from '../database/columns.ts';

/** Where an image comes from: a run at the provider, an operation of ours on another image, or an upload by its owner. */
export type Source =
  | { by: 'run'; generationId: string; predictionId: string }
  | { by: 'operation'; operation: string; parentId: string | null }
  | { by: 'upload' };

/** As a row of `assets` has it; the database's own check keeps its columns consistent. */
export const sourceRow = z.object({
  source: z.enum(AssetSource),
  generationId: uuid.nullable(),
  predictionId: uuid.nullable(),
  parentId: uuid.nullable(),
  operation: text.nullable(),
});

export function sourceOf(row: z.infer<typeof sourceRow>): Source {
  const { source, generationId, predictionId, parentId, operation } = row;
  switch (source) {
    case 'run':
      if (generationId === null || predictionId === null) break;
      return { by: source, generationId, predictionId };
    case 'operation':
      if (operation === null) break;
      return { by: source, operation, parentId };
    case 'upload':
      return { by: source };
  }
  throw new Error(`an image by ${source} lacks what belongs to it`);
}
