import type { Deps } from '../deps.ts';

/** Whether a request with this key was recorded before; see GenerationRequest. */
export const isRecorded = async ({ db }: Pick<Deps, 'db'>, requestKey: string): Promise<boolean> =>
  (await db.generation.count({ where: { requestKey } })) > 0;
