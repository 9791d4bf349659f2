import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import { within } from '#core/within.ts';

/** A queue that starts together with us is there by then. */
const patienceMs = 5_000;
const apartMs = 500;

/** BullMQ waits for its server forever, without a word. @throws Error with a sentence, if the queue does not answer */
export async function waitForQueue(deps: Pick<Deps, 'queues' | 'backend' | 'log'>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let tries = 0; ; tries++) {
    try {
      return await within(patienceMs, deps.queues.ping());
    } catch (err) {
      if (tries === 0) deps.log.warn({ err }, 'the queue does not answer yet');
      if (Date.now() > deadline) throw unreachable(deps.backend.kind, err);
      await sleep(apartMs);
    }
  }
}

function unreachable(kind: Deps['backend']['kind'], cause: unknown): Error {
  const [server, variable] = kind === 'redis' ? ['Redis', 'REDIS_URL'] : ['PostgreSQL', 'DATABASE_URL'];
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The worker has no queue: ${server} does not answer (${reason}). See that it runs, and check ${variable}.`,
    { cause },
  );
}
