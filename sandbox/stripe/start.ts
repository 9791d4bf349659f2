import { type Clock, createClock } from '#sandbox/kit/clock.ts';
import { createFaults } from '#sandbox/kit/faults.ts';
import { type Routes, serve } from '#sandbox/kit/serve.ts';
import type { Call, StandIn } from '#sandbox/kit/stand-in.ts';
import { createAgenda } from './agenda.ts';
import { apiHandler, refusalAnswer } from './api/answer.ts';
import { outage, rateLimited, unrecognized } from './api/errors.ts';
import { keepOutage } from './api/idempotency.ts';
import { recordEvent } from './delivery/emit.ts';
import { createWebhooks, type Delivery } from './delivery/webhooks.ts';
import { createMainEndpoint } from './main-endpoint.ts';
import { pageRoutes } from './pages/all.ts';
import { createPeople, type StripePeople } from './people.ts';
import { perform } from './perform.ts';
import { apiRoutes } from './routes/all.ts';
import { createObjects, type State } from './state.ts';
import { keepState, kinds, loadState } from './state-file.ts';
import { type Rules, usualRules, type World } from './world.ts';

export interface StripeOptions {
  port?: number;
  clock?: Clock;
  /** Keeps everything between runs. */
  stateFile?: string;
  /** Where all events go, and the secret that signs them; one is generated if none is given. */
  webhook?: { url: string; secret?: string };
  /** An account's settings in the dashboard. */
  rules?: Partial<Rules>;
}

export interface StripeStandIn extends StandIn {
  apiKey: string;
  /** Signs the events for `webhook`. */
  webhookSecret: string;
  /** The only API version it supports. */
  apiVersion: string;
  /** The current objects, by kind and id. */
  objects: Readonly<State['objects']>;
  people: StripePeople;
  /** Completed delivery attempts, oldest first. */
  deliveries: readonly Delivery[];
  /** Resolves once everything sent so far was answered or given up on. */
  delivered(): Promise<void>;
  setWebhook(url: string | undefined): void;
  /** Returns a function that stops listening to changes. */
  on(listener: () => void): () => void;
}

const apiVersion = '2026-10-28.endive';
const apiKey = 'sk_test_sandbox';
/** A long benchmark must not keep every call it ever made. */
const keptCalls = 10_000;

/**
 * Stripe on this machine, with the API of 2026-10-28. It is driven by the real `stripe` package (host, port,
 * protocol) and by people on its pages; anything it lacks is refused in Stripe's error shape.
 *
 * - Wire: form bodies with brackets, Bearer and Basic, `Stripe-Version` (this one only), request ids, idempotency keys
 *   for a day of its clock (a 500 is kept, too: https://docs.stripe.com/api/idempotent_requests), paginated lists,
 *   `expand[]`, metadata, and the kit's faults.
 * - Read and written: products, prices, customers, Checkout sessions (`payment` and `subscription`, `hosted_page`),
 *   subscriptions (update, cancel), refunds, portal sessions and configurations, webhook endpoints.
 * - Read: the account, payment intents, charges, payment methods, invoices and their payments (`pay` too), disputes
 *   (`close` too), events.
 * - Pages without script: `/`, where a seller refunds and banks dispute, `/pay/:session` with its 3-D Secure page,
 *   `/invoice/:id` and its PDF, `/portal/:session`, `/receipt/:charge`. Cards are chosen by name: nothing has a field
 *   for a number.
 * - By itself, as the clock moves, in order: sessions expire after a day, debits settle after three, renewals are
 *   drafts for an hour and then charged, failed ones are retried after 1, 3 and 7 days, and then the subscription ends.
 * - Webhooks: signed, one after another, retried for three days; faults on "WEBHOOK type" make them late (and so out
 *   of order), duplicated, lost, wrongly signed or old.
 *
 * It computes no tax (`automatic_tax` is always 0), and has no coupons, trials, tiers, currency conversion, invoice
 * previews, or subscriptions made without Checkout. If a subscription's first payment is declined, nothing is created.
 * `people` does what customers and banks do, for tests that need no page.
 */
export async function start(options: StripeOptions = {}): Promise<StripeStandIn> {
  const clock = options.clock ?? createClock();
  const faults = createFaults();
  const calls: Call[] = [];
  let url = '';
  const state: State = { objects: createObjects(), listeners: new Set() };
  const { objects } = state;
  const savedMs = options.stateFile ? loadState(objects, options.stateFile) : undefined;
  // Periods that have passed must not lie ahead again.
  if (savedMs !== undefined && !options.clock) clock.advance(Math.max(0, savedMs - clock.now()));

  const changed = () => {
    for (const listener of state.listeners) listener();
  };
  const agenda = createAgenda(clock, objects, (due) => {
    perform(world, webhooks, due);
    changed();
  });
  const webhooks = createWebhooks({ clock, faults, objects, agenda, changed });
  const world: World = {
    objects,
    agenda,
    url: () => url,
    emit: (...event) => recordEvent(world, webhooks, apiVersion, ...event),
    request: undefined,
    rules: { ...usualRules, ...options.rules },
  };
  const endpoint = createMainEndpoint(objects, agenda.nowS, options.webhook ?? {});
  const saving = options.stateFile ? keepState(state, clock.now, options.stateFile) : undefined;

  const api: Routes = Object.fromEntries(
    Object.entries(apiRoutes).map(([path, route]) => {
      const handler = apiHandler(world, { apiKey, apiVersion, changed }, route);
      return [
        path,
        (request) => {
          if (calls.length > keptCalls * 2) calls.splice(0, keptCalls);
          return handler(request);
        },
      ];
    }),
  );
  const server = await serve({
    routes: { ...api, ...pageRoutes(world, changed) },
    error(status, request, cause) {
      // An error of the stand-in itself is logged.
      if (cause) console.error(`Stripe stand-in: ${request.method} ${request.path} failed`, cause);
      if (status === 404) return refusalAnswer(unrecognized(request.method, request.path));
      const answer = outage(status);
      // "Subsequent requests with the same key return the same result, including 500 errors."
      if (status === 500) keepOutage(world, request, answer);
      return answer;
    },
    rateLimit: rateLimited,
    faults,
    clock,
    calls,
    ...(options.port !== undefined && { port: options.port }),
  });
  url = server.url;
  agenda.run();

  return {
    url,
    apiKey,
    apiVersion,
    webhookSecret: endpoint.secret,
    calls,
    faults,
    clock,
    objects,
    people: createPeople(world, changed),
    deliveries: webhooks.deliveries,
    delivered: webhooks.settled,
    setWebhook(target) {
      endpoint.listen(target);
      changed();
    },
    on(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    reset() {
      calls.length = 0;
      faults.clear();
      webhooks.clear();
      agenda.stop();
      const listensTo = endpoint.url();
      for (const [, map] of kinds(objects)) map.clear();
      endpoint.listen(listensTo);
      changed();
    },
    async close() {
      saving?.close();
      agenda.stop();
      webhooks.close();
      await server.close();
      if (!options.clock) clock.stop();
    },
  };
}
