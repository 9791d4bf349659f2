import type { Answer, Handler, Request } from '#sandbox/kit/serve.ts';
import { newId } from '../objects/ids.ts';
import type { World } from '../world.ts';
import { invalid, Refusal } from './errors.ts';
import { expand } from './expand.ts';
import { type Form, readForm } from './form.ts';
import { fingerprintOf, replay } from './idempotency.ts';
import type { Route } from './route.ts';

export interface ApiSettings {
  apiKey: string;
  apiVersion: string;
  /** Called after a request that may have changed something. */
  changed(): void;
}

/** A route as the server calls it: key, version, idempotency, work, expansion, and Stripe's headers on every answer. */
export function apiHandler(world: World, settings: ApiSettings, route: Route): Handler {
  return (request) => {
    const requestId = newId('req', 14);
    const key = request.method === 'POST' ? String(request.headers['idempotency-key'] ?? '') : '';
    const headers = {
      'request-id': requestId,
      'stripe-version': settings.apiVersion,
      ...(key && { 'idempotency-key': key }),
    };
    try {
      authorize(request, settings);
      const { body, status, replayed } = respond(world, route, request, requestId, key);
      return { status, headers: { ...headers, ...replayed }, body };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, headers, body: { error: withRequest(error, requestId) } };
    } finally {
      if (request.method !== 'GET') settings.changed();
    }
  };
}

interface Responded {
  status: number;
  body: unknown;
  replayed: Record<string, string>;
}

function respond(world: World, route: Route, request: Request, requestId: string, key: string): Responded {
  const fingerprint = fingerprintOf(request.method, request.path, request.raw);
  const saved = key ? replay(world, key, fingerprint) : undefined;
  if (saved) {
    const replayed = { 'idempotent-replayed': 'true', 'original-request': saved.requestId };
    return { status: saved.status, body: saved.body, replayed };
  }
  world.agenda.run();
  const { expand: wanted, ...form } = formOf(request);
  const paths = pathsOf(wanted);
  const work = route.prepare(world, form, request.params);
  const keep = (status: number, body: unknown): Responded => {
    const createdMs = world.agenda.nowMs();
    if (key) world.objects.answers.set(key, { key, fingerprint, requestId, status, body, createdMs });
    return { status, body, replayed: {} };
  };
  world.request = { id: requestId, idempotencyKey: key || null };
  try {
    return keep(200, expand(world.objects, work(), paths));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return keep(error.status, { error: withRequest(error, requestId) });
  } finally {
    world.request = undefined;
  }
}

function formOf(request: Request): Form {
  const type = String(request.headers['content-type'] ?? '');
  if (request.raw.length > 0 && !type.startsWith('application/x-www-form-urlencoded'))
    throw invalid(
      `Invalid request (check that your POST content type is application/x-www-form-urlencoded): ${type || 'none'}`,
    );
  return readForm([...request.query, ...new URLSearchParams(request.raw.toString('utf8'))]);
}

function pathsOf(wanted: Form[string] | undefined): string[] {
  if (wanted === undefined) return [];
  if (!Array.isArray(wanted)) throw invalid('Invalid array', 'expand');
  return wanted.map((path) => {
    if (typeof path !== 'string') throw invalid('Invalid string: expand', 'expand');
    return path;
  });
}

function authorize({ headers }: Request, { apiKey, apiVersion }: ApiSettings) {
  const given = keyOf(headers.authorization);
  if (given !== apiKey) {
    const message = given
      ? `Invalid API Key provided: ${given.slice(0, 8)}${'*'.repeat(Math.max(0, given.length - 12))}${given.slice(-4)}`
      : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
    throw new Refusal(401, { type: 'invalid_request_error', message });
  }
  const version = headers['stripe-version'];
  if (version !== undefined && version !== apiVersion)
    throw invalid(`Invalid Stripe API version: ${version}. The sandbox speaks ${apiVersion} only.`);
}

/** `Bearer key`, or the key as the user name of Basic. */
function keyOf(header: string | undefined): string {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

function withRequest({ body }: Refusal, requestId: string) {
  return { ...body, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` };
}

/** For a route that Stripe does not have, or that the sandbox does not. */
export function refusalAnswer(refusal: Refusal): Answer {
  const requestId = newId('req', 14);
  return {
    status: refusal.status,
    headers: { 'request-id': requestId },
    body: { error: withRequest(refusal, requestId) },
  };
}
