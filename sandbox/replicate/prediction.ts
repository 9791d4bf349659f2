import type { Model } from './models/model.ts';

export const webhookEvents = ['start', 'output', 'logs', 'completed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export type Status = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

/** Inputs, outputs and logs of a prediction made through the API are removed after an hour. */
export const keepDataMs = 60 * 60 * 1000;

export interface PredictionRecord {
  id: string;
  model: Model;
  /** As sent, without defaults. */
  input: Readonly<Record<string, unknown>>;
  /** Inputs that the model does not have. Replicate ignores them silently; a test may want to know. */
  unknownInputs: readonly string[];
  seed: number;
  status: Status;
  output: unknown;
  error: string | null;
  /** The planned time from creation to the end: nobody can be faster. */
  modelTimeMs: number;
  queueMs: number;
  runMs: number;
  createdAtMs: number;
  startedAtMs: number | undefined;
  completedAtMs: number | undefined;
  deadlineMs: number | undefined;
  webhook: string | undefined;
  webhookEvents: readonly WebhookEvent[] | undefined;
  wasCharged: boolean;
}

export function isOver({ status }: PredictionRecord): boolean {
  return status !== 'starting' && status !== 'processing';
}

export function isDataRemoved({ completedAtMs }: PredictionRecord, nowMs: number): boolean {
  return completedAtMs !== undefined && completedAtMs + keepDataMs <= nowMs;
}
