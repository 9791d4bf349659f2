import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';

type HideDeps = Pick<Deps, 'db' | 'queues' | 'log'>;

/** Nobody sees a request's pictures any more; a job has its messages in chat say so. What is its owner's right, a copy and a deletion, stays. */
export async function hidePictures(deps: HideDeps, generationId: string): Promise<void> {
  await deps.db.asset.updateMany({
    where: { generationId, deletedAt: null, hiddenAt: null },
    data: { hiddenAt: await databaseNow(deps), hiddenToldAt: null },
  });
  await deps.queues
    .enqueue('hide', { generationId })
    .catch((err) => deps.log.warn({ generationId, err }, 'hiding in chat is left to sweep'));
}

const untold = (generationId: string) => ({ generationId, hiddenAt: { not: null }, hiddenToldAt: null });

/** Whether chats still have to say that an operator hid them. */
export const isHiddenUntold = async ({ db }: Pick<HideDeps, 'db'>, generationId: string): Promise<boolean> =>
  (await db.asset.count({ where: untold(generationId) })) > 0;

/** The messages in chat say so now. */
export const noteHiddenTold = ({ db }: Pick<HideDeps, 'db'>, generationId: string) =>
  db.asset.updateMany({ where: untold(generationId), data: { hiddenToldAt: new Date() } });

/** They are in their owner's gallery again. Chats keep no file that was taken away: /history brings it back there. */
export const showPictures = ({ db }: Pick<HideDeps, 'db'>, generationId: string) =>
  db.asset.updateMany({ where: { generationId }, data: { hiddenAt: null, hiddenToldAt: null } });
