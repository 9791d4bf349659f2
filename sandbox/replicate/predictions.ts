import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { Deliveries } from './deliveries.ts';
import type { Inputs, Model } from './models/model.ts';
import { isOver, keepDataMs, type PredictionRecord, type Status, type WebhookEvent } from './prediction.ts';
import type { Outcome } from './run-model.ts';
import { specialWordsIn } from './special-prompts.ts';
import { withDefaults } from './validate-input.ts';

export type PredictionEvent = { type: 'created' | 'started' | 'completed'; prediction: PredictionRecord };

export interface CreateOptions {
  model: Model;
  input: Readonly<Record<string, unknown>>;
  webhook: string | undefined;
  webhookEvents: readonly WebhookEvent[] | undefined;
  cancelAfterMs: number | undefined;
}

export interface Timing {
  /** Multiplies the typical times of the models; 0 means at once. */
  speed: number;
  /** Every prediction takes exactly this long; a function is asked for each. */
  modelTimeMs?: number | (() => number) | undefined;
}

export interface Predictions {
  records: Map<string, PredictionRecord>;
  create(options: CreateOptions): PredictionRecord;
  cancel(record: PredictionRecord): void;
  /** Resolves when the prediction has ended or the time is up. */
  wait(record: PredictionRecord, ms: number): Promise<void>;
  on(listener: (event: PredictionEvent) => void): () => void;
  clear(): void;
}

const queueMs = 150;
const slowMs = 20_000;
const coldStartMs = 60_000;
/** The minimum time between webhooks of type "logs". */
const logsEveryMs = 500;

export function createPredictions(deps: {
  clock: Clock;
  timing: Timing;
  deliveries: Deliveries;
  run: (record: PredictionRecord) => Promise<Outcome>;
  notify: (record: PredictionRecord, event: WebhookEvent) => void;
  charge: (price: number) => void;
}): Predictions {
  const { clock } = deps;
  const records = new Map<string, PredictionRecord>();
  const listeners = new Set<(event: PredictionEvent) => void>();
  /** Called once a prediction has ended: cancels deadlines, answers waiting requests. */
  const whenOver = new Map<string, Set<() => void>>();

  const emit = (type: PredictionEvent['type'], prediction: PredictionRecord) => {
    for (const listener of listeners) listener({ type, prediction });
  };
  const isForgotten = (record: PredictionRecord) => records.get(record.id) !== record;

  function atEnd(record: PredictionRecord, task: () => void) {
    const tasks = whenOver.get(record.id) ?? new Set();
    whenOver.set(record.id, tasks.add(task));
  }

  function create({ model, input, cancelAfterMs, ...rest }: CreateOptions): PredictionRecord {
    const inputs = withDefaults(model, input);
    const times = timesOf(deps.timing, model, inputs);
    const createdAtMs = clock.now();
    const record: PredictionRecord = {
      ...rest,
      ...times,
      id: idOf(randomBytes(26)),
      model,
      input,
      unknownInputs: Object.keys(input).filter((name) => !Object.hasOwn(model.inputs, name)),
      seed: typeof inputs.seed === 'number' ? inputs.seed : randomInt(2 ** 31),
      status: 'starting',
      output: null,
      error: null,
      modelTimeMs: times.queueMs + times.runMs,
      createdAtMs,
      startedAtMs: undefined,
      completedAtMs: undefined,
      deadlineMs: cancelAfterMs === undefined ? undefined : createdAtMs + cancelAfterMs,
      wasCharged: false,
    };
    records.set(record.id, record);
    emit('created', record);
    clock.after(record.queueMs, () => start(record));
    if (cancelAfterMs !== undefined) {
      const callOff = clock.after(cancelAfterMs, () =>
        end(record, record.status === 'starting' ? 'aborted' : 'canceled'),
      );
      atEnd(record, callOff);
    }
    return record;
  }

  function start(record: PredictionRecord) {
    if (isForgotten(record) || record.status !== 'starting') return;
    record.status = 'processing';
    record.startedAtMs = clock.now();
    emit('started', record);
    deps.notify(record, 'start');
    // The work is done while the model "runs", so that it is ready in time.
    const outcome = deps.run(record);
    if (record.runMs > logsEveryMs) clock.after(logsEveryMs, () => tellLogs(record));
    clock.after(record.runMs, () => void outcome.then((result) => finish(record, result)));
  }

  function tellLogs(record: PredictionRecord) {
    if (isForgotten(record) || record.status !== 'processing') return;
    deps.notify(record, 'logs');
    clock.after(logsEveryMs, () => tellLogs(record));
  }

  function finish(record: PredictionRecord, outcome: Outcome) {
    if (isForgotten(record) || isOver(record)) return;
    if (outcome.type === 'failed') {
      record.error = outcome.error;
      end(record, 'failed');
      return;
    }
    record.output = outcome.type === 'text' ? outcome.text : shape(record.model, publish(outcome));
    deps.notify(record, 'output');
    end(record, 'succeeded');
  }

  function publish({ files, host }: Outcome & { type: 'files' }): string[] {
    if (host) return files.map(({ name }) => `${host}/${randomBytes(16).toString('hex')}/${name}`);
    return files.map((file) => deps.deliveries.publish(file, clock.now() + keepDataMs));
  }

  function end(record: PredictionRecord, status: Status) {
    if (isForgotten(record) || isOver(record)) return;
    // Replicate charges for a run that was canceled, but not for one that failed or never started.
    record.wasCharged = status === 'succeeded' || (status === 'canceled' && record.status === 'processing');
    if (record.wasCharged) deps.charge(record.model.price(withDefaults(record.model, record.input)));
    record.status = status;
    record.completedAtMs = clock.now();
    emit('completed', record);
    deps.notify(record, 'completed');
    const tasks = whenOver.get(record.id);
    whenOver.delete(record.id);
    for (const task of tasks ?? []) task();
  }

  return {
    records,
    create,
    cancel: (record) => end(record, 'canceled'),
    wait: (record, ms) =>
      new Promise((resolve) => {
        if (isOver(record)) return resolve();
        const callOff = clock.after(ms, resolve);
        atEnd(record, () => {
          callOff();
          resolve();
        });
      }),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      records.clear();
      whenOver.clear();
    },
  };
}

function timesOf({ speed, modelTimeMs }: Timing, model: Model, inputs: Inputs): { queueMs: number; runMs: number } {
  const words = specialWordsIn(typeof inputs.prompt === 'string' ? inputs.prompt : '');
  const told = typeof modelTimeMs === 'function' ? modelTimeMs() : modelTimeMs;
  return {
    queueMs: words.has('cold') ? coldStartMs : told === undefined ? queueMs * speed : 0,
    runMs: words.has('slow') ? slowMs : (told ?? model.typicalMs * speed),
  };
}

function shape(model: Model, urls: string[]): unknown {
  return model.output === 'uris' ? urls : (urls[0] ?? null);
}

/** 26 characters, lower case and digits, like Replicate's ids. */
function idOf(bytes: Buffer): string {
  return [...bytes].map((byte) => (byte % 32).toString(32)).join('');
}
