import { isDataRemoved, isOver, type PredictionRecord } from './prediction.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const seconds = (ms: number) => Math.max(0, ms) / 1000;

/** The prediction object of the API and of webhooks. */
export function viewPrediction(record: PredictionRecord, apiUrl: string, nowMs: number): Record<string, unknown> {
  const { id, model, startedAtMs, completedAtMs } = record;
  const isRemoved = isDataRemoved(record, nowMs);
  return {
    id,
    model: model.name,
    version: model.isOfficial ? 'hidden' : model.version,
    input: isRemoved ? {} : record.input,
    logs: isRemoved ? '' : logsOf(record, nowMs),
    output: isRemoved ? null : record.output,
    data_removed: isRemoved,
    error: record.error,
    source: 'api',
    status: record.status,
    created_at: iso(record.createdAtMs),
    ...(startedAtMs === undefined ? {} : { started_at: iso(startedAtMs) }),
    ...(completedAtMs === undefined ? {} : { completed_at: iso(completedAtMs) }),
    ...(record.deadlineMs === undefined ? {} : { deadline: iso(record.deadlineMs) }),
    ...(completedAtMs === undefined
      ? {}
      : {
          metrics: {
            ...(startedAtMs === undefined ? {} : { predict_time: seconds(completedAtMs - startedAtMs) }),
            total_time: seconds(completedAtMs - record.createdAtMs),
          },
        }),
    ...(record.webhook === undefined ? {} : { webhook: record.webhook }),
    ...(record.webhookEvents === undefined ? {} : { webhook_events_filter: record.webhookEvents }),
    urls: {
      cancel: `${apiUrl}/predictions/${id}/cancel`,
      get: `${apiUrl}/predictions/${id}`,
      web: `https://replicate.com/p/${id}`,
    },
  };
}

const steps = 10;

/** Grows while the model is working; the last lines look like tqdm's. */
function logsOf(record: PredictionRecord, nowMs: number): string {
  if (record.startedAtMs === undefined) return '';
  const worked = (record.completedAtMs ?? nowMs) - record.startedAtMs;
  const share = record.status === 'succeeded' || record.runMs === 0 ? 1 : Math.min(1, worked / record.runMs);
  const done = isOver(record) ? Math.floor(share * steps) : Math.min(steps - 1, Math.floor(share * steps));
  const lines = [`Using seed: ${record.seed}`, 'Running prediction...'];
  for (let step = 0; step <= done; step += 1) lines.push(progressLine(step, record.runMs));
  return `${lines.join('\n')}\n`;
}

function progressLine(step: number, runMs: number): string {
  const bar = '█'.repeat(step).padEnd(steps, ' ');
  const spent = (runMs / 1000) * (step / steps);
  const left = runMs / 1000 - spent;
  const clock = (time: number) => `00:${String(Math.floor(time)).padStart(2, '0')}`;
  const rate = runMs === 0 ? 0 : (steps / runMs) * 1000;
  const percent = String(Math.round((step / steps) * 100)).padStart(3, ' ');
  return `${percent}%|${bar}| ${step}/${steps} [${clock(spent)}<${clock(left)}, ${rate.toFixed(2)}it/s]`;
}
