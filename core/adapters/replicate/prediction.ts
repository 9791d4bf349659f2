import { parseProgressFromLogs } from 'replicate';
import { z } from 'zod';
import { isRefusal } from '#core/models/refusal-words.ts';
import type { PredictionStatus, ProviderPrediction } from '#core/ports/image-provider.ts';

/** The parts of Replicate's prediction that we read (https://replicate.com/docs/reference/http#predictions.get). */
export const predictionSchema = z.object({
  id: z.string().min(1),
  status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']),
  model: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  webhook: z.string().nullish(),
  output: z.unknown(),
  error: z.unknown(),
  logs: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  metrics: z.object({ predict_time: z.number().nullish() }).nullish(),
  created_at: z.coerce.date(),
  completed_at: z.coerce.date().nullish().catch(undefined),
});

/**
 * The part of a model that shows what it makes: "a prediction created with this model" (https://replicate.com/docs/reference/http#models.get). The cover image
 * beside it may be anything: one that somebody drew, what the model was given, or a picture that stands for all.
 */
export const exampleSchema = z.object({ default_example: predictionSchema.nullish().catch(undefined) });

export type ReplicatePrediction = z.infer<typeof predictionSchema>;

export function toPrediction(raw: ReplicatePrediction): ProviderPrediction {
  const outputs = toOutputs(raw.output);
  const dataRemoved = raw.data_removed ?? false;
  const error = toErrorText(raw.error);
  const progress = raw.status === 'succeeded' ? 1 : parseProgressFromLogs(raw.logs ?? '')?.percentage;
  const predictTimeS = raw.metrics?.predict_time;
  return {
    id: raw.id,
    status: toStatus(raw.status),
    outputs,
    refused:
      raw.status === 'succeeded' ? outputs.length === 0 && !dataRemoved : error !== undefined && isRefusal(error),
    createdAt: raw.created_at,
    ...(raw.completed_at ? { completedAt: raw.completed_at } : {}),
    dataRemoved,
    ...(error !== undefined ? { error } : {}),
    ...(raw.webhook ? { webhookUrl: raw.webhook } : {}),
    ...(progress !== undefined ? { progress } : {}),
    ...(typeof predictTimeS === 'number' ? { predictTimeMs: Math.round(predictTimeS * 1_000) } : {}),
  };
}

/** `aborted` is Replicate's word for a run that was canceled before it started. */
function toStatus(status: ReplicatePrediction['status']): PredictionStatus {
  return status === 'aborted' ? 'canceled' : status;
}

function toOutputs(output: unknown): string[] {
  return (Array.isArray(output) ? output : [output]).filter(
    (entry): entry is string => typeof entry === 'string' && entry !== '',
  );
}

function toErrorText(error: unknown): string | undefined {
  if (error === null || error === undefined || error === '') return undefined;
  return typeof error === 'string' ? error : JSON.stringify(error);
}
