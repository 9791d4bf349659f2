import { randomBytes } from 'node:crypto';
import { type Clock, createClock } from '#sandbox/kit/clock.ts';
import { createFaults } from '#sandbox/kit/faults.ts';
import { type Handler, type Routes, serve } from '#sandbox/kit/serve.ts';
import type { Call, StandIn } from '#sandbox/kit/stand-in.ts';
import { createCreateLimit } from './create-limit.ts';
import { createDeliveries } from './deliveries.ts';
import { createExamples } from './examples.ts';
import { createFiles } from './files.ts';
import { createLoadImage } from './load-image.ts';
import { modelRoutes } from './model-routes.ts';
import { catalogue } from './models/catalogue.ts';
import type { Model } from './models/model.ts';
import { createStudio, type SamePicture } from './pictures/studio.ts';
import type { PredictionRecord, WebhookEvent } from './prediction.ts';
import { predictionRoutes } from './prediction-routes.ts';
import { createPredictions, type PredictionEvent } from './predictions.ts';
import { notFound, problem, throttled, unauthenticated } from './problems.ts';
import { runModel } from './run-model.ts';
import { specialWordsIn } from './special-prompts.ts';
import { viewPrediction } from './view-prediction.ts';
import { createWebhooks, type WebhookAttempt } from './webhooks.ts';

export interface ReplicateOptions {
  port?: number;
  /** What callers are told to call, if something stands between, such as a proxy; without a trailing slash. */
  address?: string;
  clock?: Clock;
  token?: string;
  models?: readonly Model[];
  /** Multiplies the models' typical times; 0 means at once. Default 1. */
  speed?: number;
  /** Every prediction takes exactly this long, whatever the model; a function is asked for each. */
  modelTimeMs?: number | (() => number);
  maxCreatesPerMinute?: number;
  /** Answers every request with the same picture, so that drawing costs nothing. */
  samePicture?: SamePicture;
}

export interface ReplicateStandIn extends StandIn {
  /** For the client's `baseUrl`. */
  apiUrl: string;
  token: string;
  webhookSecret: string;
  /** Dollars left: below 5, creations are throttled, at 0 they are refused. Unlimited at first. */
  setCredit(amount: number): void;
  /** How long after its creation a prediction appears in the list; 0 at first. */
  setListLag(ms: number): void;
  /** By id, oldest first. */
  predictions: ReadonlyMap<string, PredictionRecord>;
  /** How many predictions were charged: those that succeeded, and those canceled while they ran. */
  readonly paid: number;
  webhooks: readonly WebhookAttempt[];
  /** Returns a function that stops listening. */
  on(listener: (event: PredictionEvent) => void): () => void;
}

/** What Replicate sends without a filter: new outputs and the end. */
const usualEvents: readonly WebhookEvent[] = ['output', 'completed'];

/**
 * Faults match requests as in every stand-in; "RUN <model>" with `answer` makes the model's next run fail with the body's words, as real
 * ones have: with its safety filter's message, for example; with status 200 it succeeds, and answers them. `slow` makes it run
 * longer, and `never` until its deadline.
 */
export async function start(options: ReplicateOptions = {}): Promise<ReplicateStandIn> {
  const clock = options.clock ?? createClock();
  const token = options.token ?? 'r8_sandbox';
  const models = options.models ?? catalogue;
  const faults = createFaults();
  const calls: Call[] = [];
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  let url = '';
  let credit = Number.POSITIVE_INFINITY;
  let paid = 0;
  let listLagMs = 0;
  const apiUrl = () => `${url}/v1`;

  const deliveries = createDeliveries(clock, () => url);
  const files = createFiles(clock, apiUrl);
  const webhooks = createWebhooks({ clock, faults, secret: webhookSecret });
  const limit = createCreateLimit(clock, options.maxCreatesPerMinute ?? 600);
  const studio = createStudio({ samePicture: options.samePicture ?? false });
  const loadImage = createLoadImage({ files, deliveries, baseUrl: () => url });

  /** How many predictions so far had these words. */
  const timesAsked = (prompt: string) =>
    [...predictions.records.values()].filter(({ input }) => input.prompt === prompt).length;
  const doing = { studio, loadImage, timesAsked };
  const run = (record: Parameters<typeof runModel>[1]) => runModel(doing, record);
  const examples = createExamples({ models, url: () => url, run });

  function notify(record: PredictionRecord, event: WebhookEvent) {
    const { webhook, webhookEvents = usualEvents, input } = record;
    if (!webhook || !webhookEvents.includes(event)) return;
    if (specialWordsIn(String(input.prompt ?? '')).has('silent')) return;
    const view = viewPrediction(record, apiUrl(), clock.now());
    // Only the last webhook contains the output.
    webhooks.send(record.id, event, webhook, JSON.stringify(event === 'completed' ? view : { ...view, output: null }));
  }

  const predictions = createPredictions({
    clock,
    timing: { speed: options.speed ?? 1, modelTimeMs: options.modelTimeMs },
    deliveries,
    run(record) {
      const fault = faults.take(`RUN ${record.model.name}`);
      // A model that answers in words may answer nonsense.
      if (fault?.type === 'answer' && fault.status === 200)
        return Promise.resolve({ type: 'text', text: String(fault.body) });
      if (fault?.type === 'never') return new Promise(() => undefined);
      if (fault?.type === 'slow') return new Promise((done) => clock.after(fault.ms, () => done(run(record))));
      if (fault?.type === 'answer') return Promise.resolve({ type: 'failed', error: String(fault.body) });
      return run(record);
    },
    notify,
    charge(price) {
      paid += 1;
      credit -= price;
    },
  });

  const api: Routes = {
    ...predictionRoutes({
      clock,
      models,
      predictions,
      limit,
      apiUrl,
      credit: () => credit,
      listLagMs: () => listLagMs,
    }),
    ...modelRoutes(models, examples),
    ...files.routes,
    'GET /v1/webhooks/default/secret': () => ({ body: { key: webhookSecret } }),
    'GET /v1/account': () => ({ body: { type: 'organization', username: 'sandbox', name: 'UPixel sandbox' } }),
  };
  const server = await serve({
    routes: {
      ...Object.fromEntries(Object.entries(api).map(([route, handler]) => [route, withToken(token, handler)])),
      'GET /delivery/examples/:owner/:name/:file': ({ params }) => examples.file(params),
      'GET /delivery/:key/:name': ({ params }) => deliveries.answer(params.key ?? ''),
    },
    error: (status, _request, cause) =>
      status === 404 ? notFound() : problem(status, cause instanceof Error ? cause.message : 'Something went wrong.'),
    rateLimit: (retryAfterS) => throttled(retryAfterS, false),
    faults,
    clock,
    calls,
    port: options.port ?? 0,
  });
  url = options.address ?? server.url;

  return {
    url,
    apiUrl: apiUrl(),
    token,
    webhookSecret,
    calls,
    faults,
    clock,
    predictions: predictions.records,
    webhooks: webhooks.attempts,
    get paid() {
      return paid;
    },
    setCredit(amount) {
      credit = amount;
    },
    setListLag(ms) {
      listLagMs = ms;
    },
    on: predictions.on,
    reset() {
      predictions.clear();
      deliveries.clear();
      files.clear();
      webhooks.clear();
      limit.reset();
      faults.clear();
      calls.length = 0;
      credit = Number.POSITIVE_INFINITY;
      paid = 0;
      listLagMs = 0;
    },
    async close() {
      predictions.clear();
      webhooks.close();
      if (!options.clock) clock.stop();
      await server.close();
    },
  };
}

function withToken(token: string, handler: Handler): Handler {
  return (request) => {
    const header = request.headers.authorization;
    // The older "Token" scheme still works at Replicate.
    const isValid = header === `Bearer ${token}` || header === `Token ${token}`;
    return isValid ? handler(request) : unauthenticated(header !== undefined);
  };
}
