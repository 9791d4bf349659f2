import type { Clock } from '#sandbox/kit/clock.ts';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import type { CreateLimit } from './create-limit.ts';
import { parseCreate, parsePrefer } from './create-request.ts';
import { findByVersion } from './model-routes.ts';
import type { Model } from './models/model.ts';
import type { PredictionRecord } from './prediction.ts';
import type { Predictions } from './predictions.ts';
import { insufficientCredit, invalidInput, invalidVersion, notFound, problem, throttled } from './problems.ts';
import { viewPrediction } from './view-prediction.ts';

const pageSize = 100;

/**
 * Creating, reading, listing and canceling, as in https://replicate.com/docs/reference/http (predictions.create, .get, .list,
 * .cancel). Replicate has no idempotency keys, and documents only that the list is sorted by the newest, not how soon a prediction
 * appears in it. Tests can request what such a service does under load: a list that lags (`setListLag`), and a creation whose
 * answer is lost, late or wrong although it was carried out, perhaps later (faults `dropAfter`, `slowAfter`, `answerAfter`,
 * `answerBefore`).
 */
export function predictionRoutes(deps: {
  clock: Clock;
  models: readonly Model[];
  predictions: Predictions;
  limit: CreateLimit;
  apiUrl: () => string;
  credit: () => number;
  listLagMs: () => number;
}): Routes {
  const { clock, models, predictions, limit } = deps;
  const view = (record: PredictionRecord) => viewPrediction(record, deps.apiUrl(), clock.now());

  async function create(request: Request, model: Model): Promise<Answer> {
    const wait = limit.take(deps.credit());
    if (wait) return throttled(wait.retryAfterS, wait.isCreditLow);
    const prefer = parsePrefer(request.headers.prefer);
    if ('refusal' in prefer) return prefer.refusal;
    const parsed = parseCreate(request, model);
    if ('refusal' in parsed) return parsed.refusal;
    if (deps.credit() <= 0) return insufficientCredit();
    const record = predictions.create(parsed.value);
    if (prefer.value > 0) await predictions.wait(record, prefer.value);
    return { status: 201, body: view(record) };
  }

  function createByVersion(request: Request): Answer | Promise<Answer> {
    const body = request.body;
    const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
    if (version === undefined) {
      return invalidInput([{ type: 'required', field: '(root)', description: 'version is required' }]);
    }
    const model = findByVersion(models, version);
    return model ? create(request, model) : invalidVersion();
  }

  /** Community models run by version; by name they are not found, as at Replicate. */
  function createByModel(request: Request): Answer | Promise<Answer> {
    const { owner, name } = request.params;
    const model = models.find((candidate) => candidate.name === `${owner}/${name}`);
    return model?.isOfficial ? create(request, model) : notFound();
  }

  function list({ query }: Request): Answer {
    const listed = ({ createdAtMs }: PredictionRecord) => createdAtMs + deps.listLagMs() <= clock.now();
    const newestFirst = [...predictions.records.values()].reverse().filter(listed).filter(createdWithin(query));
    const cursor = query.get('cursor');
    const from = cursor === null ? 0 : newestFirst.findIndex(({ id }) => id === cursor);
    if (from < 0) return problem(400, 'Invalid cursor');
    const link = (record: PredictionRecord | undefined) => {
      if (!record) return null;
      const next = new URLSearchParams(query);
      next.set('cursor', record.id);
      return `${deps.apiUrl()}/predictions?${next}`;
    };
    return {
      body: {
        next: link(newestFirst[from + pageSize]),
        previous: from > 0 ? link(newestFirst[Math.max(0, from - pageSize)]) : null,
        results: newestFirst.slice(from, from + pageSize).map(view),
      },
    };
  }

  const withPrediction = (request: Request, then: (record: PredictionRecord) => Answer): Answer => {
    const record = predictions.records.get(request.params.id ?? '');
    return record ? then(record) : notFound();
  };

  return {
    'POST /v1/models/:owner/:name/predictions': createByModel,
    'POST /v1/predictions': createByVersion,
    'GET /v1/predictions': list,
    'GET /v1/predictions/:id': (request) => withPrediction(request, (record) => ({ body: view(record) })),
    'POST /v1/predictions/:id/cancel': (request) =>
      withPrediction(request, (record) => {
        predictions.cancel(record);
        return { body: view(record) };
      }),
  };
}

/** The list's `created_after` and `created_before` filters. */
function createdWithin(query: URLSearchParams): (record: PredictionRecord) => boolean {
  const after = Date.parse(query.get('created_after') ?? '');
  const before = Date.parse(query.get('created_before') ?? '');
  return ({ createdAtMs }) =>
    (Number.isNaN(after) || createdAtMs >= after) && (Number.isNaN(before) || createdAtMs < before);
}
