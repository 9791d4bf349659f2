import type { Deps } from '../deps.ts';

/** Saves a generation's progress (0..1) if an account may be watching; only on change, because each change notifies its pages. */
export async function saveProgress(deps: Pick<Deps, 'db'>, generationId: string, progress: number): Promise<void> {
  const rounded = Math.round(Math.min(1, Math.max(0, progress)) * 100) / 100;
  await deps.db.$executeRaw`
    UPDATE generations SET progress = ${rounded}::float8
    WHERE id = ${generationId}::uuid AND user_id IS NOT NULL AND status = 'running'
      AND progress IS DISTINCT FROM ${rounded}::float8`;
}
