import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Deps } from '#core/deps.ts';
import { contentSecurityPolicy } from '#core/http/headers.ts';

/** Bull Board at /queues, for people who run UPixel on their own machine. It has no sign-in, so production has no dashboard yet. */
export function queueDashboard(deps: Pick<Deps, 'queues'>): Router {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath('/queues');
  createBullBoard({ queues: deps.queues.all.map((queue) => new BullMQAdapter(queue)), serverAdapter });
  return Router().use(onlyOurs, withoutForeignLinks, serverAdapter.getRouter());
}

/** Its page names its own base. */
const onlyOurs = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...contentSecurityPolicy, 'base-uri': ["'self'"] },
});

/** Its page asks Google for a font; the policy above would block that with a complaint in the console. */
const withoutForeignLinks: RequestHandler = (_request, response, next) => {
  const render = response.render.bind(response);
  response.render = (view: string, options?: object) =>
    render(view, options ?? {}, (error, html) => {
      if (error) next(error);
      else response.send(html.replaceAll(/<link\b[^>]*https?:\/\/[^>]*>/g, ''));
    });
  next();
};
