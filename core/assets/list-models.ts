import { z } from 'zod';
import { int, text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { isShown } from './shown.ts';

const modelRow = z.object({
  /** The provider's id. */
  model: text,
  images: int,
});

/** Which models drew the images that an account has, those with the most first. One statement. */
export const listModels = ({ db }: Pick<Deps, 'db'>, userId: string) =>
  sqlRows(db, modelRow)`
    SELECT coalesce(g.origin_model, g.model) AS model, count(*)::int AS images
    FROM assets a JOIN generations g ON g.id = a.generation_id
    WHERE a.user_id = ${userId}::uuid AND ${isShown} GROUP BY 1 ORDER BY 2 DESC, 1`;
