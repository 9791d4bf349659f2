import { isLocalUrl } from '#sandbox/kit/local-url.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import type { Model } from './models/model.ts';
import { type WebhookEvent, webhookEvents } from './prediction.ts';
import type { CreateOptions } from './predictions.ts';
import { type InvalidField, invalidInput, problem } from './problems.ts';
import { validateInput } from './validate-input.ts';

const knownFields = new Set(['version', 'input', 'stream', 'webhook', 'webhook_events_filter']);
const longestWaitS = 60;
/** Replicate refuses shorter deadlines. */
const shortestDeadlineMs = 5_000;

export type Parsed<T> = { value: T } | { refusal: Answer };

/** Checks the body of a create request as the API does; the model is known already. */
export function parseCreate(request: Request, model: Model): Parsed<CreateOptions> {
  const body = isObject(request.body) ? request.body : {};
  const problems: InvalidField[] = [];
  for (const name of Object.keys(body)) {
    if (knownFields.has(name)) continue;
    const description = `Additional property ${name} is not allowed`;
    problems.push({ type: 'additional_property_not_allowed', field: '(root)', description });
  }
  const input = isObject(body.input) ? body.input : {};
  if (!isObject(body.input)) problems.push({ type: 'required', field: '(root)', description: 'input is required' });
  else problems.push(...validateInput(model, input));

  const webhook = body.webhook;
  if (webhook !== undefined && (typeof webhook !== 'string' || !isLocalUrl(webhook))) {
    const description = 'The sandbox calls http://127.0.0.1 and http://localhost only';
    problems.push({ type: 'format', field: 'webhook', description });
  }
  const events = parseEvents(body.webhook_events_filter, problems);
  const cancelAfter = request.headers['cancel-after'];
  const cancelAfterMs = cancelAfter === undefined ? undefined : parseDuration(String(cancelAfter));
  if (problems.length > 0) return { refusal: invalidInput(problems) };
  if (cancelAfterMs !== undefined && !(cancelAfterMs >= shortestDeadlineMs)) {
    return {
      refusal: problem(400, 'Cancel-After must be a duration of at least 5 seconds, such as 30s, 5m or 1h30m.'),
    };
  }
  return {
    value: {
      model,
      input,
      webhook: typeof webhook === 'string' ? webhook : undefined,
      webhookEvents: events,
      cancelAfterMs,
    },
  };
}

function parseEvents(value: unknown, problems: InvalidField[]): WebhookEvent[] | undefined {
  if (value === undefined) return undefined;
  const isEvent = (name: unknown): name is WebhookEvent => webhookEvents.some((event) => event === name);
  if (Array.isArray(value) && value.every(isEvent)) return value;
  const allowed = webhookEvents.map((event) => `"${event}"`).join(', ');
  const description = `webhook_events_filter must be one of the following: ${allowed}`;
  problems.push({ type: 'enum', field: 'webhook_events_filter', description });
  return undefined;
}

/** How long a `Prefer: wait` or `wait=n` header asks to keep the request open; 0 without it. */
export function parsePrefer(header: string | string[] | undefined): Parsed<number> {
  const said = String(header ?? '');
  if (!said.startsWith('wait')) return { value: 0 };
  const seconds = /^wait(?:=(\d+))?$/.exec(said);
  const value = seconds ? Number(seconds[1] ?? longestWaitS) : 0;
  if (value < 1 || value > longestWaitS) {
    return { refusal: problem(400, `Prefer must be wait or wait=n with n from 1 to ${longestWaitS}.`) };
  }
  return { value: value * 1000 };
}

/** "30", "30s", "5m", "1h30m10s" → milliseconds; NaN for anything else. */
function parseDuration(text: string): number {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text.trim());
  if (!parts || text.trim() === '') return Number.NaN;
  const [hours, minutes, seconds] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0));
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
