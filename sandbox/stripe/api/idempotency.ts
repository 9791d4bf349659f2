import { createHash } from 'node:crypto';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { newId } from '../objects/ids.ts';
import type { SavedAnswer } from '../state.ts';
import type { World } from '../world.ts';
import { invalid, Refusal } from './errors.ts';

/** Stripe forgets a key after at least a day. */
const keptMs = 24 * 3600_000;

/** The earlier answer for this key, if the request is the same. */
export function replay(world: World, key: string, fingerprint: string): SavedAnswer | undefined {
  if (key.length > 255) throw invalid('Idempotency keys can be at most 255 characters long.');
  const { answers } = world.objects;
  for (const [each, { createdMs }] of answers) {
    // Oldest first: the rest is younger.
    if (world.agenda.nowMs() - createdMs < keptMs) break;
    answers.delete(each);
  }
  const saved = answers.get(key);
  if (saved && saved.fingerprint !== fingerprint) {
    throw new Refusal(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  return saved;
}

export function fingerprintOf(method: string, path: string, body: Buffer): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
}

/** An error while an endpoint ran is kept for its key like any other answer. https://docs.stripe.com/api/idempotent_requests */
export function keepOutage(world: World, request: Request, { status = 500, body }: Answer): void {
  const key = request.method === 'POST' ? String(request.headers['idempotency-key'] ?? '') : '';
  if (key === '') return;
  const fingerprint = fingerprintOf(request.method, request.path, request.raw);
  const saved = { key, fingerprint, requestId: newId('req', 14), status, body, createdMs: world.agenda.nowMs() };
  world.objects.answers.set(key, saved);
}
