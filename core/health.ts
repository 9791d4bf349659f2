import type { Server } from 'node:http';
import express, { type Router, Router as router } from 'express';
import { pingDatabase } from './database/ping.ts';
import type { Deps } from './deps.ts';
import { headers } from './http/headers.ts';
import { listen } from './listen.ts';
import { within } from './within.ts';

/**
 * `/health/live`: the process answers. `/health/ready`: it can reach its database and its queue, and so do its work.
 * @param states what else it needs: each `ok`, `ok: …`, or what is missing, in words that anybody may read
 */
export function health(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  states: Readonly<Record<string, () => string | Promise<string>>> = {},
): Router {
  const routes = router();
  routes.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  routes.get('/health/ready', async (_request, response) => {
    const checks: Record<string, () => string | Promise<string>> = {
      database: () => pingDatabase(deps).then(() => 'ok'),
      queue: () => deps.queues.ping().then(() => 'ok'),
      ...states,
    };
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          return [name, await within(2_000, Promise.resolve(check()))] as const;
        } catch (err) {
          deps.log.warn({ check: name, err }, 'not ready');
          return [name, 'does not take what is written'] as const;
        }
      }),
    );
    const ready = entries.every(([, state]) => state === 'ok' || state.startsWith('ok: '));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', ...Object.fromEntries(entries) });
  });
  return routes;
}

/** For a process that serves nothing else. */
export function serveHealth(
  deps: Parameters<typeof health>[0] & Pick<Deps, 'config'>,
  states: Parameters<typeof health>[1],
  where: { port: number; variable: string; host: string },
): Promise<Server> {
  return listen(express().disable('x-powered-by').use(headers(deps.config), health(deps, states)), where);
}
