import type { RequestHandler } from 'express';
import type { Deps } from '#core/deps.ts';

/** Slack's acknowledgement is the answer to its request; the rest is done after that. */
export function countAcknowledgements({ metrics }: Pick<Deps, 'metrics'>): RequestHandler {
  return (_request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      // Not signed by Slack: nobody waits for the answer.
      if (response.statusCode === 401) return;
      const isTaken = response.writableFinished && response.statusCode < 400;
      metrics.count('acknowledgements', { platform: 'slack', outcome: isTaken ? 'done' : 'failed' });
      if (isTaken) metrics.took('acknowledgementSeconds', { platform: 'slack' }, performance.now() - startedAt);
    });
    next();
  };
}
