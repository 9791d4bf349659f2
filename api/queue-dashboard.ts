import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';
import type { Deps } from '#core/deps.ts';

/** Bull Board at /queues, for whoever runs UPixel on their own machine. It has no sign-in, so production has no dashboard yet. */
export function queueDashboard(deps: Pick<Deps, 'queues'>): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath('/queues');
  createBullBoard({ queues: deps.queues.all.map((queue) => new BullMQAdapter(queue)), serverAdapter });
  return serverAdapter.getRouter() as RequestHandler;
}
