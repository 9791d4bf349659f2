import type { Deps } from '../deps.ts';

/** Ran by the queue's job schedulers before core/schedules took over. */
const formerly = ['sweep', 'audit', 'expire', 'reconcile'];

/** Removes what an earlier version left in the queue: it would stay there for ever, because no worker listens to it. */
export async function forgetJobSchedulers({ backend, log }: Pick<Deps, 'backend' | 'log'>): Promise<void> {
  await Promise.all(
    formerly.map(async (name) => {
      const queue = backend.queue(name);
      queue.on('error', () => undefined);
      try {
        await queue.obliterate({ force: true });
      } catch (err) {
        log.warn({ queue: name, err }, 'an old job scheduler was not removed');
      } finally {
        await queue.close();
      }
    }),
  );
}
